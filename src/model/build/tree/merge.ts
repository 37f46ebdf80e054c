import {
  declaredTwice,
  tooManyStates,
  tooDeepStates,
} from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { StrategyText } from "../files/file-scope.ts";
import { checkName } from "../names/check-name.ts";
import type { StateText } from "../names/state-node.ts";
import type { Report } from "../report.ts";

/** Deeper than any chart that people read; the algorithms over the tree call themselves once a level. */
const DEEPEST = 64;
const MOST_STATES = 20_000;

/** A state with all texts that declare or reopen it; not yet a state of the model. */
export interface MergedState {
  readonly name: string;
  readonly span: Span;
  readonly layer: number;
  readonly texts: StateText[];
  readonly children: MergedState[];
}

/** The states of a strategy and its parents, merged by name: parents' states before the child's. */
export function mergeStates(
  lineage: readonly StrategyText[],
  report: Report,
): readonly MergedState[] {
  const merge = new Merge(report);
  const top: MergedState[] = [];
  for (const [layer, { declaration }] of lineage.entries())
    merge.into(top, declaration.members, layer, 0);
  return top;
}

class Merge {
  readonly #report: Report;
  #count = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  into(
    siblings: MergedState[],
    members: readonly (Ast.Member | Ast.StateItem)[],
    layer: number,
    depth: number,
  ): void {
    const before = new Map(siblings.map((each) => [each.name, each]));
    const here = new Map<string, Span>();
    for (const member of members) {
      if (member.kind !== "state") continue;
      const { name } = member;
      const earlier = here.get(name.text);
      if (earlier !== undefined) {
        this.#twice(name, earlier);
        continue;
      }
      here.set(name.text, name.span);
      if (!this.#fits(name, depth)) return;
      const state = before.get(name.text) ?? this.#open(name, layer, siblings);
      state.texts.push({ layer, declaration: member });
      this.into(state.children, member.items, layer, depth + 1);
    }
  }

  #open(name: Ast.Name, layer: number, siblings: MergedState[]): MergedState {
    checkName(name, "state", "other", this.#report);
    const state: MergedState = {
      name: name.text,
      span: name.span,
      layer,
      texts: [],
      children: [],
    };
    siblings.push(state);
    return state;
  }

  #twice(name: Ast.Name, earlier: Span): void {
    this.#report.add(
      {
        span: name.span,
        related: [{ message: "declared here first", span: earlier }],
      },
      declaredTwice({ name: name.text, what: "state" }),
    );
  }

  #fits({ span }: Ast.Name, depth: number): boolean {
    this.#count += 1;
    if (depth >= DEEPEST) {
      this.#report.add({ span }, tooDeepStates({ most: DEEPEST }));
      return false;
    }
    if (this.#count > MOST_STATES) {
      this.#report.add({ span }, tooManyStates({ most: MOST_STATES }));
      return false;
    }
    return true;
  }
}
