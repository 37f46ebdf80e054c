import {
  saidTwice,
  errorsTarget,
  notWhole,
  severalPolicies,
  timeNotPositive,
} from "../../diagnostics/messages/meaning.ts";
import type { Place } from "../../diagnostics/index.ts";
import { join } from "../../source/index.ts";
import type * as Ast from "../../syntax/ast.ts";
import { printExpression, printStatePath } from "../../syntax/print.ts";
import type { Branch, ErrorPolicy, State, StrategyTimeout } from "../model.ts";
import { selfAndAncestors } from "../tree.ts";
import { checkExpression } from "./expressions/check.ts";
import { constantOf } from "./expressions/constant.ts";
import type { Setting } from "./expressions/setting.ts";
import { settingOf, type ItemPlace } from "./items/place.ts";
import type { Mutable } from "./mutable.ts";
import { findState } from "./names/find.ts";
import type { Report } from "./report.ts";

/** One layer of a strategy: where its text stands, and its members. */
export interface LayerText {
  readonly place: ItemPlace;
  readonly members: readonly Ast.Member[];
}

/** The youngest layer's own `version`, `errors` or `timeout`; more than one in a layer is reported. */
function youngest<
  Text extends Ast.Version | Ast.ErrorsDeclaration | Ast.TimeoutDeclaration,
>(
  layers: readonly LayerText[],
  is: (member: Ast.Member) => member is Text,
  again: (place: Place, report: Report) => void,
): { readonly text: Text; readonly place: ItemPlace } | null {
  let found: { readonly text: Text; readonly place: ItemPlace } | null = null;
  for (const { place, members } of layers) {
    const [first, ...others] = members.filter(is);
    if (first === undefined) continue;
    found = { text: first, place };
    const related = [{ message: "the first one", span: first.keyword }];
    for (const { keyword: span } of others)
      again({ span, related }, place.report);
  }
  return found;
}

/** `version N`; 1 where none says so. */
export function versionOf(layers: readonly LayerText[]): number {
  const found = youngest(
    layers,
    (member) => member.kind === "version",
    (place, report) => {
      report.add(place, saidTwice({ word: "version" }));
    },
  );
  if (found === null) return 1;
  const { value } = found.text;
  if (value.kind === "number" && Number.isSafeInteger(value.value))
    if (value.value >= 0) return value.value;
  found.place.report.add(
    { span: value.span },
    notWhole({ what: "version", least: 0 }),
  );
  return 1;
}

/** `errors limit N within D -> STATE`. */
export function errorsOf(layers: readonly LayerText[]): ErrorPolicy | null {
  const found = youngest(
    layers,
    (member) => member.kind === "errors",
    (place, report) => {
      report.add(place, severalPolicies());
    },
  );
  if (found === null) return null;
  const { text, place } = found;
  const setting = constantSetting(place, "in `errors`");
  const limit = checkExpression(text.limit, { kind: "number" }, setting);
  const within =
    text.within && checkExpression(text.within, { kind: "duration" }, setting);
  const count = limit && constantOf(limit);
  if (count !== null && (count < 1 || !Number.isInteger(count)))
    place.report.add(
      { span: text.limit.span },
      notWhole({ what: "limit", least: 1 }),
    );
  const time = within && constantOf(within);
  if (within !== null && time !== null && time <= 0)
    place.report.add(
      { span: within.span },
      timeNotPositive({ what: "within" }),
    );
  const node = findState(text.target, place);
  if (node === null || limit === null) return null;
  const target = node.state;
  if (!selfAndAncestors(target).some((state) => state.role === "error"))
    place.report.add(
      {
        span: text.target.span,
        related: [{ message: "not marked `error`", span: node.span }],
      },
      errorsTarget({ state: target.path }),
    );
  return { limit, within, target, span: text.keyword, text: errorsText(text) };
}

function errorsText({ limit, within, target }: Ast.ErrorsDeclaration): string {
  const window = within === null ? "" : ` within ${printExpression(within)}`;
  return `errors limit ${printExpression(limit)}${window} -> ${printStatePath(target)}`;
}

/** `timeout D -> STATE`: a transition of the root. */
export function timeoutOf(
  layers: readonly LayerText[],
  root: State,
): StrategyTimeout | null {
  const found = youngest(
    layers,
    (member) => member.kind === "timeout",
    (place, report) => {
      report.add(place, saidTwice({ word: "timeout" }));
    },
  );
  if (found === null) return null;
  const { text, place } = found;
  const setting = constantSetting(place, "in `timeout`");
  const after = checkExpression(text.after, { kind: "duration" }, setting);
  const time = after && constantOf(after);
  if (time !== null && time <= 0)
    place.report.add(
      { span: text.after.span },
      timeNotPositive({ what: "timeout" }),
    );
  const node = findState(text.target, place);
  if (node === null || after === null) return null;
  const target = node.state;
  const { keyword } = text;
  const branch: Mutable<Branch> = {
    index: -1,
    source: root,
    guard: null,
    otherwise: false,
    effects: [],
    target: {
      states: [{ history: "none", state: target, span: text.target.span }],
      reenter: false,
    },
    keyword,
    span: join(keyword, text.target.span),
    text: `timeout ${printExpression(text.after)} -> ${printStatePath(text.target)}`,
  };
  place.parts.branches.push(branch);
  return { after, target, span: keyword, branch };
}

function constantSetting(place: ItemPlace, where: string): Setting {
  return { ...settingOf(place, where), reads: "params" };
}
