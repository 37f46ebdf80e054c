import {
  saidTwice,
  noPartial,
  notWhole,
  timeNotPositive,
} from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printExpression } from "../../../syntax/print.ts";
import type { Activity, Arm, Expression, Origin, Run } from "../../model.ts";
import { checkArguments } from "../expressions/calls.ts";
import { checkExpression } from "../expressions/check.ts";
import { constantOf } from "../expressions/constant.ts";
import type { Setting } from "../expressions/setting.ts";
import type { Mutable } from "../mutable.ts";
import { findActivity } from "../names/find.ts";
import { buildBranches } from "./branches.ts";
import { settingOf, type ItemPlace } from "./place.ts";

/** `run activity(args) … { arms }`; null where the activity is unknown or an argument is in error. */
export function buildRun(
  item: Ast.Run,
  place: ItemPlace,
  origin: Origin,
): Run | null {
  const activity = findActivity(item.activity, place);
  const setting = settingOf(place, "in `run`");
  const retry = item.retry && checkCount(item.retry, setting);
  const first = item.backoff && checkTime(item.backoff.first, setting);
  const longest = item.backoff?.longest
    ? checkTime(item.backoff.longest, setting)
    : null;
  const timeout = item.timeout && checkTime(item.timeout, setting);
  if (activity === null) return null;
  const spoilt = place.report.isSpoilt(activity);
  const arms = spoilt ? [] : buildArms(item.arms, activity, place);
  const args = spoilt
    ? null
    : checkArguments(
        {
          name: activity.name,
          fields: activity.args,
          declared: activity.span,
        },
        item.args,
        item.activity.span,
        setting,
        checkExpression,
      );
  const run: Mutable<Run> = {
    activity,
    args: args ?? [],
    retry,
    backoff: first && { first, longest },
    timeout,
    arms,
    origin,
    index: -1,
    keyword: item.keyword,
    span: item.span,
    text: textOf(item),
  };
  place.parts.runs.push({ state: place.state, run });
  return run;
}

function checkCount(text: Ast.Expression, setting: Setting): Expression | null {
  const count = checkExpression(text, { kind: "number" }, setting);
  const value = count && constantOf(count);
  if (value !== null && (value < 0 || !Number.isInteger(value)))
    setting.report.add(
      { span: text.span },
      notWhole({ what: "retry", least: 0 }),
    );
  return count;
}

function checkTime(text: Ast.Expression, setting: Setting): Expression | null {
  const time = checkExpression(text, { kind: "duration" }, setting);
  const value = time && constantOf(time);
  if (value !== null && value <= 0)
    setting.report.add({ span: text.span }, timeNotPositive({ what: "run" }));
  return time;
}

/** One arm for each outcome, each with branches of its own: `result` and `error` differ between outcomes. */
function buildArms(
  texts: readonly Ast.Arm[],
  activity: Activity,
  place: ItemPlace,
): readonly Arm[] {
  const seen = new Map<Ast.Outcome, Ast.Modifier<Ast.Outcome>>();
  return texts.flatMap(({ outcomes, tail }) => {
    const text = outcomes.map(({ word }) => word).join(", ");
    return outcomes.flatMap((outcome): readonly Arm[] => {
      const { word, span: keyword } = outcome;
      const earlier = seen.get(word);
      if (earlier !== undefined) {
        place.report.add(
          {
            span: keyword,
            related: [{ message: "the first arm", span: earlier.span }],
          },
          saidTwice({ word: word }),
        );
        return [];
      }
      seen.set(word, outcome);
      if (word === "partial" && activity.partial === null) {
        place.report.add(
          {
            span: keyword,
            related: [{ message: "declared here", span: activity.span }],
          },
          noPartial({ activity: activity.name }),
        );
        return [];
      }
      const setting = settingOf(place, `in \`${word}\``, {
        result: resultOf(word, activity),
        ...(word === "done" || word === "partial" ? { activity } : {}),
        error: word === "failed" || word === "unknown",
      });
      const branches = buildBranches(tail, { keyword, text }, place, setting);
      return [{ outcome: word, branches, keyword, text }];
    });
  });
}

function resultOf(outcome: Ast.Outcome, activity: Activity) {
  if (outcome === "done") return activity.result;
  return outcome === "partial" ? activity.partial : null;
}

/** What stands before the arms. */
function textOf(run: Ast.Run): string {
  const { activity, args, retry, backoff, timeout } = run;
  const words = [
    `run ${activity.text}(${args.map(printExpression).join(", ")})`,
  ];
  if (retry !== null) words.push(`retry ${printExpression(retry)}`);
  if (backoff !== null) {
    words.push(`backoff ${printExpression(backoff.first)}`);
    if (backoff.longest !== null)
      words.push(`to ${printExpression(backoff.longest)}`);
  }
  if (timeout !== null) words.push(`timeout ${printExpression(timeout)}`);
  return words.join(" ");
}
