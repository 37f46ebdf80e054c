import type {
  Branch,
  Expression,
  State,
  Strategy,
} from "../../../model/index.ts";
import { actionsOf } from "./effects.ts";
import type { Losses } from "./losses.ts";
import {
  compact,
  marked,
  oneOrMore,
  type JsonRecord,
  type JsonValue,
} from "./marks.ts";
import { targetOf } from "./targets.ts";
import { asWritten, textOf } from "./text.ts";

/** What every part of the export needs to know. */
export interface Around {
  readonly strategy: Strategy;
  readonly losses: Losses;
}

/** `item`: which item of the state it comes from, where the configuration alone does not tell. */
export function transitionsOf(
  branches: readonly Branch[],
  around: Around,
  item: number | null = null,
  unlessActive: State | null = null,
): readonly JsonValue[] {
  return branches.map((branch) =>
    transitionOf(branch, around, item, unlessActive),
  );
}

function transitionOf(
  branch: Branch,
  { strategy, losses }: Around,
  item: number | null,
  unlessActive: State | null,
): JsonValue {
  const members: JsonRecord = {
    ...compact({
      guard: guardOf(branch, unlessActive, losses),
      actions: oneOrMore(actionsOf(branch.effects, losses)),
    }),
    ...targetOf(branch, strategy, losses),
    ...marked(item === null ? {} : { item }),
  };
  const { target } = members;
  return Object.keys(members).length === 1 && typeof target === "string"
    ? target
    : members;
}

function guardOf(
  { guard, keyword }: Branch,
  unlessActive: State | null,
  losses: Losses,
): string | null {
  const away = unlessActive === null ? null : `not in(${unlessActive.path})`;
  if (guard === null && away === null) return null;
  const own = guard === null ? null : textOf(guard);
  const text =
    own === null || away === null
      ? (own ?? away ?? "")
      : asWritten(`${away} and (${own})`);
  if (away !== null || (guard !== null && !isName(guard)))
    losses.add(
      keyword,
      `\`${text}\` is a guard of that name: XState asks what is implemented under it`,
    );
  return text;
}

function isName(guard: Expression): boolean {
  return guard.kind === "guard" && guard.args.length === 0;
}
