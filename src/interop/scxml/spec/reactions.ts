import type {
  Always,
  Branch,
  Effect,
  EventReference,
  Expression,
  On,
  StateItem,
  Tail,
} from "../../../syntax/index.ts";
import { atEvents } from "../content/places.ts";
import { effectsOf, type Lowering } from "../content/lower.ts";
import { textsIn } from "../content/texts.ts";
import type { TransitionElement } from "../document/document.ts";
import type { At, Step } from "../ecmascript/index.ts";
import type { Plan } from "../plan.ts";
import type { Histories } from "../states/histories.ts";
import type { StateNode } from "../states/state-tree.ts";
import type { Detours } from "./detours.ts";
import { heardAs } from "./heard.ts";
import { endingsOf, type Ending } from "./ends.ts";
import { both, isTruth, type Condition } from "../terms/logic.ts";

export interface Writing extends Lowering {
  readonly plan: Plan;
  readonly histories: Histories;
  readonly detours: Detours;
}

/** The transitions of a state, in their order. */
export function reactionsOf(
  node: StateNode,
  writing: Writing,
): readonly StateItem[] {
  const failed = new FailedConditions(writing);
  return node.element.transitions.flatMap((transition) =>
    reactionsTo(node, transition, failed, writing),
  );
}

function reactionsTo(
  node: StateNode,
  transition: TransitionElement,
  failed: FailedConditions,
  writing: Writing,
): readonly StateItem[] {
  if (transition.events.length === 0)
    return itemsFor(
      node,
      transition,
      [],
      writing.plan.places.atTransition(node, transition),
      failed,
      writing,
    );
  const heard = writing.plan.vocabulary.heardBy(transition);
  if (heard.length === 0)
    writing.remarks.assumed(
      "this transition is left out: no event of the document is its",
      "a spec knows the events that it declares; what the document never names does not happen",
      transition.span,
    );
  sayWhatWildcardsMiss(transition, writing);
  const groups = readsEvent(transition, writing)
    ? heard.map((event) => [event])
    : failed.apart(heard).flatMap((events) => keptApart(events, writing));
  return groups
    .filter((events) => events.length > 0)
    .flatMap((events) =>
      itemsFor(node, transition, events, atEvents(events), failed, writing),
    );
}

function sayWhatWildcardsMiss(
  { events }: TransitionElement,
  { remarks }: Writing,
): void {
  for (const { value, span } of events)
    if (value.endsWith("*"))
      remarks.assumed(
        `\`${value}\` stands for the events of the document that it matches`,
        "a spec knows the events that it declares: names that the document never mentions match nothing",
        span,
      );
}

/** An event of which something is kept is on its own, for that is done first. */
function keptApart(
  events: readonly string[],
  { plan }: Writing,
): readonly (readonly string[])[] {
  const isKept = (event: string) => plan.dataModel.kept(event).length > 0;
  const others = events.filter((event) => !isKept(event));
  return [others, ...events.filter(isKept).map((event) => [event])];
}

function readsEvent(
  { cond, content }: TransitionElement,
  { plan }: Writing,
): boolean {
  const texts = [...(cond === null ? [] : [cond]), ...textsIn(content)];
  return texts.some((text) => plan.dataModel.readsEvent(text));
}

/** What is written for a transition and events that it hears alike; none: eventless. */
function itemsFor(
  node: StateNode,
  transition: TransitionElement,
  events: readonly string[],
  at: At,
  failed: FailedConditions,
  writing: Writing,
): readonly StateItem[] {
  const { plan, remarks } = writing;
  const guard = guardOf(transition, at, writing);
  if (guard === "refused") return [];
  if (guard !== null && guard.kind === "raises") {
    failed.add(events, guard.step);
    return [];
  }
  const condition = guard?.condition ?? null;
  if (isTruth(condition, false)) return [];
  const { steps, remarks: found } = plan.dataModel.block(
    transition.content,
    at,
  );
  remarks.take(found);
  const kept = events.flatMap((event) => plan.dataModel.kept(event));
  const effects = effectsOf(
    [...failed.before(events), ...kept, ...steps],
    writing,
  );
  const endings = endingsOf(node, transition, plan, writing);
  const tail = (extra: Condition): Tail =>
    tailOf(transition, both(extra, condition), effects, endings);
  if (events.length === 0) return [always(transition, tail(null))];
  return heardAs(node, events, plan, writing).map(({ references, happened }) =>
    on(transition, references, tail(happened)),
  );
}

type Guard =
  | { readonly kind: "holds-when"; readonly condition: Expression }
  | { readonly kind: "raises"; readonly step: Step };

/** Null: none. */
function guardOf(
  { cond }: TransitionElement,
  at: At,
  { plan, remarks }: Writing,
): Guard | "refused" | null {
  if (cond === null) return null;
  const outcome = plan.dataModel.condition(cond, at);
  switch (outcome.kind) {
    case "value":
      return { kind: "holds-when", condition: outcome.value };
    case "raises-error":
      return {
        kind: "raises",
        step: plan.dataModel.platformError(outcome.event, outcome.span),
      };
    case "refused":
      remarks.take([outcome.remark]);
      return "refused";
  }
}

function tailOf(
  { span }: TransitionElement,
  guard: Condition,
  effects: readonly Effect[],
  endings: readonly Ending[],
): Tail {
  const last = endings.length - 1;
  const branches = endings.map((ending, index): Branch => {
    const isLast = index === last && index > 0;
    const condition = isLast ? guard : both(guard, ending.condition);
    return {
      guard: condition,
      otherwise: isLast && condition === null,
      effects: [...effects, ...ending.effects],
      end: ending.end,
      span,
    };
  });
  return { choice: branches.length > 1, branches, span };
}

function on(
  { span }: TransitionElement,
  events: readonly EventReference[],
  tail: Tail,
): On {
  return { kind: "on", events, tail, keyword: span, doc: null, allows: [] };
}

function always({ span }: TransitionElement, tail: Tail): Always {
  return { kind: "always", tail, keyword: span, doc: null, allows: [] };
}

/**
 * Conditions of a state that fail whenever they are asked: SCXML takes them as false and raises an error, which the transition does
 * that is asked next and taken.
 */
class FailedConditions {
  readonly #writing: Writing;
  readonly #errors = new Map<string, readonly Step[]>();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  /** @param events none: the condition is that of an eventless transition */
  add(events: readonly string[], error: Step): void {
    const { listeners } = this.#writing.plan;
    const heard =
      error.kind === "raise" && listeners.to(error.event).length > 0;
    if (!heard) return;
    for (const event of events.length === 0 ? [""] : events)
      this.#errors.set(event, [...this.before([event]), error]);
  }

  /** What the next transition for these events does before anything else. */
  before(events: readonly string[]): readonly Step[] {
    return this.#errors.get(events[0] ?? "") ?? [];
  }

  /** Events in groups for which the same has failed. */
  apart(events: readonly string[]): readonly (readonly string[])[] {
    const failed = events.filter((event) => this.#errors.has(event));
    const others = events.filter((event) => !this.#errors.has(event));
    return [others, ...failed.map((event) => [event])];
  }
}
