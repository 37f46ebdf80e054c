import type { Span } from "../../../source/index.ts";
import type { Effect, End, Target } from "../../../syntax/index.ts";
import type { TransitionElement } from "../document/document.ts";
import {
  leadsInto,
  stateOf,
  type Destination,
} from "../states/destinations.ts";
import { domainOf, isCompound, type Entries } from "../states/entry.ts";
import type { Histories } from "../states/histories.ts";
import { isWithin, type StateNode } from "../states/state-tree.ts";
import {
  both,
  either,
  isActive,
  name,
  not,
  statePath,
  truth,
  type Condition,
} from "./logic.ts";

/** One way in which a transition may end. */
export interface Ending {
  /** Null: in any case. */
  readonly condition: Condition;
  /** Behind the transition's own. */
  readonly effects: readonly Effect[];
  readonly end: End;
}

interface Choice {
  readonly condition: Condition;
  readonly effects: readonly Effect[];
  readonly targets: readonly Target[];
}

/** Where a transition leads: in one way, or in several where a history's default is its own. The last holds in any case that is left. */
export function endingsOf(
  source: StateNode,
  transition: TransitionElement,
  entries: Entries,
  histories: Histories,
): readonly Ending[] {
  const { span } = transition;
  const destinations = innermost(
    entries
      .destinations(transition.targets)
      .map((each) => throughInitial(each, entries)),
  );
  if (destinations.length === 0)
    return [{ condition: null, effects: [], end: { kind: "stay", span } }];
  const domain = domainOf(source, transition, destinations);
  const reenter =
    domain !== source && destinations.some((each) => leadsInto(each, source));
  const choices = destinations
    .map((each) => choicesOf(each, source, domain, entries, histories))
    .reduce<readonly Choice[]>(combined, [NOTHING]);
  return choices.map(({ condition, effects, targets }) => ({
    condition,
    effects,
    end: { kind: "go", targets, reenter: reenter ? span : null, span },
  }));
}

const NOTHING: Choice = { condition: null, effects: [], targets: [] };

function combined(
  all: readonly Choice[],
  next: readonly Choice[],
): readonly Choice[] {
  return all.flatMap((one) =>
    next.map((other) => ({
      condition: both(one.condition, other.condition),
      effects: [...one.effects, ...other.effects],
      targets: [...one.targets, ...other.targets],
    })),
  );
}

/** To enter a state whose initial state is its history is to restore that. */
function throughInitial(
  destination: Destination,
  entries: Entries,
): Destination {
  if (destination.kind === "history") return destination;
  const { node, span } = destination;
  if (!isCompound(node) || entries.initialContent(node).length > 0)
    return destination;
  const [initial, second] = entries.initialOf(node);
  if (initial === undefined || second !== undefined) return destination;
  const behind = throughInitial({ ...initial, span }, entries);
  return behind.kind === "history" ? behind : destination;
}

/** A state around another target is entered with that anyway. */
function innermost(
  destinations: readonly Destination[],
): readonly Destination[] {
  return destinations.filter(
    (each, index) =>
      !destinations.some(
        (other, place) =>
          isWithin(stateOf(other), stateOf(each)) ||
          (place < index && stateOf(other) === stateOf(each)),
      ),
  );
}

function choicesOf(
  destination: Destination,
  source: StateNode,
  domain: StateNode,
  entries: Entries,
  histories: Histories,
): readonly Choice[] {
  const { span } = destination;
  if (destination.kind === "state")
    return [plain([target(destination.node, "none", span)])];
  const { history } = destination;
  const { of, element } = history;
  const recorded = target(of, element.deep ? "deep" : "shallow", span);
  const own = histories.ownDefault(history);
  if (own === null) return [plain([recorded])];
  const hasHistory = recordedWhen(own.visited, of, source, domain, span);
  if (hasHistory === null) return [plain([recorded])];
  return [
    { condition: hasHistory, effects: [], targets: [recorded] },
    {
      condition: not(hasHistory),
      effects: own.entering === null ? [] : [setTrue(own.entering, span)],
      targets: entries
        .historyDefault(history)
        .map((each) => target(stateOf(each), "none", span)),
    },
  ];
}

/** When the state has a history as soon as the transition has left what it leaves; null: always. */
function recordedWhen(
  visited: string,
  of: StateNode,
  source: StateNode,
  domain: StateNode,
  span: Span,
): Condition {
  const before = name(visited, span);
  if (!isWithin(of, domain)) return before;
  if (source === of || isWithin(source, of)) return null;
  return either(before, isActive(of.name, span));
}

function plain(targets: readonly Target[]): Choice {
  return { condition: null, effects: [], targets };
}

export function target(
  node: StateNode,
  history: Target["history"],
  span: Span,
): Target {
  return { history, path: statePath(node.name, span), span };
}

function setTrue(field: string, span: Span): Effect {
  const assignments = [
    { field: { text: field, span }, value: truth(true, span) },
  ];
  return { kind: "set", assignments, span };
}
