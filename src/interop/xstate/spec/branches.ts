import type { Branch, Effect, Expression } from "../../../syntax/index.ts";
import type { Action, StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import type { Ending } from "./ending.ts";
import type { Guards } from "./guards.ts";
import { joined } from "./make.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Ways } from "./ways.ts";

/** Transitions as the branches of an item. */
export class Branches {
  readonly #ways: Ways;
  readonly #guards: Guards;
  readonly #vocabulary: Vocabulary;
  readonly #ending: Ending;
  readonly #report: Remarks;

  constructor(
    ways: Ways,
    guards: Guards,
    vocabulary: Vocabulary,
    ending: Ending,
    report: Remarks,
  ) {
    this.#ending = ending;
    this.#ways = ways;
    this.#guards = guards;
    this.#vocabulary = vocabulary;
    this.#report = report;
  }

  /** In the order in which they are tried, up to the first that is always taken. `condition`: what else must hold. */
  of(
    source: StateNode,
    candidates: readonly Transition[],
    condition: (transition: Transition) => Expression | null = () => null,
  ): readonly Branch[] {
    const branches: Branch[] = [];
    for (const transition of candidates) {
      if (branches.some(({ guard }) => guard === null)) {
        this.#report.assumed(
          transition.span,
          "this transition is left out",
          "the one before it has no guard, so that this one is never taken",
        );
        continue;
      }
      branches.push(...this.#branches(source, transition, condition));
    }
    return branches;
  }

  #branches(
    source: StateNode,
    transition: Transition,
    condition: (transition: Transition) => Expression | null,
  ): readonly Branch[] {
    const { guard, actions, span } = transition;
    const own = guard === null ? null : this.#guards.of(guard);
    const running = this.#ending.notYet(source, span);
    const beside = condition(transition);
    return this.#ways.of(source, transition).map((way) => ({
      guard: joined(
        "and",
        [running, beside, own, way.guard].flatMap((each) => each ?? []),
      ),
      otherwise: false,
      effects: [...this.effects(actions), ...way.effects],
      end: way.end,
      span,
    }));
  }

  /** Callbacks that follow each other stand in one `do`. */
  effects(actions: readonly Action[]): readonly Effect[] {
    return joinedCallbacks(
      actions.flatMap((each) => this.#vocabulary.effects(each)),
    );
  }
}

/** Callbacks that follow each other in one `do`. */
export function joinedCallbacks(effects: readonly Effect[]): readonly Effect[] {
  const joined: Effect[] = [];
  for (const effect of effects) {
    const last = joined.at(-1);
    if (effect.kind === "do" && last?.kind === "do")
      joined[joined.length - 1] = {
        ...last,
        actions: [...last.actions, ...effect.actions],
      };
    else joined.push(effect);
  }
  return joined;
}

/** Comments of several transitions that become one item. */
export function docsOf(transitions: readonly Transition[]): string | null {
  const docs = transitions.flatMap(({ doc }) => doc ?? []);
  return docs.length === 0 ? null : docs.join("\n");
}
