import { timeNotPositive } from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printExpression } from "../../../syntax/print.ts";
import type { Origin, Timer } from "../../model.ts";
import { checkExpression } from "../expressions/check.ts";
import { constantOf } from "../expressions/constant.ts";
import type { Mutable } from "../mutable.ts";
import { buildBranches, type TailHead } from "./branches.ts";
import { settingOf, type ItemPlace } from "./place.ts";

/** `after D tail`, `at INSTANT tail`, `every D tail`; null where its time is in error. */
export function buildTimer(
  item: Ast.TimerItem,
  place: ItemPlace,
  origin: Origin,
): Timer | null {
  const { kind, keyword } = item;
  const setting = settingOf(place, `in \`${kind}\``);
  const type = { kind: kind === "at" ? "instant" : "duration" } as const;
  const time = checkExpression(item.time, type, setting);
  const head: TailHead = {
    keyword,
    text: `${kind} ${printExpression(item.time)}`,
  };
  const branches = buildBranches(item.tail, head, place, setting);
  if (time === null) return null;
  if (kind === "every" && (constantOf(time) ?? 1) < 1)
    place.report.add({ span: time.span }, timeNotPositive({ what: "every" }));
  const timer: Mutable<Timer> = {
    kind,
    time,
    branches,
    origin,
    index: -1,
    keyword,
    text: head.text,
  };
  place.parts.timers.push({ state: place.state, timer });
  return timer;
}
