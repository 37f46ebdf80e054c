import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printBranch } from "../../../syntax/print.ts";
import type { Branch } from "../../model.ts";
import { checkExpression } from "../expressions/check.ts";
import type { Setting } from "../expressions/setting.ts";
import type { Mutable } from "../mutable.ts";
import { buildEffects } from "./effects.ts";
import type { ItemPlace } from "./place.ts";
import { buildTarget } from "./targets.ts";

/** What a tail's branches share. */
export interface TailHead {
  /** The first keyword of the item. */
  readonly keyword: Span;
  /** What stands before the tail, as `.fsm` text. */
  readonly text: string;
}

/** The branches of a tail, in order; their numbers come when all items of the strategy are known. */
export function buildBranches(
  { branches }: Ast.Tail,
  head: TailHead,
  place: ItemPlace,
  setting: Setting,
): readonly Branch[] {
  return branches.map((text) => {
    const branch: Mutable<Branch> = {
      index: -1,
      source: place.state,
      guard:
        text.guard && checkExpression(text.guard, { kind: "boolean" }, setting),
      otherwise: text.otherwise,
      effects: buildEffects(text.effects, setting),
      target: buildTarget(text.end, place),
      keyword: head.keyword,
      span: text.span,
      text: `${head.text} ${printBranch(text)}`,
    };
    place.parts.branches.push(branch);
    return branch;
  });
}
