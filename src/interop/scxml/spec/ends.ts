import type { Span } from "../../../source/index.ts";
import type { Effect, End, Target } from "../../../syntax/index.ts";
import type { TransitionElement } from "../document/document.ts";
import {
  leadsInto,
  stateOf,
  type Destination,
} from "../states/destinations.ts";
import {
  besides,
  restorationsIn,
  type Restoration,
} from "../states/restorations.ts";
import { domainOf, type Entries } from "../states/entry.ts";
import type { Remarks } from "../remarks.ts";
import type { Histories } from "../states/histories.ts";
import {
  isWithin,
  type HistoryNode,
  type StateNode,
} from "../states/state-tree.ts";
import type { Detours } from "./detours.ts";
import {
  both,
  either,
  isActive,
  name,
  not,
  statePath,
  truth,
  type Condition,
} from "../terms/logic.ts";

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
  /** A region that is left and entered again by its history: what leaves it leaves the others too. */
  readonly again: readonly StateNode[];
}

/** Where a transition leads: in one way, or in several where a history's default is its own. The last holds in any case that is left. */
export function endingsOf(
  source: StateNode,
  transition: TransitionElement,
  { entries }: { readonly entries: Entries },
  ways: Pick<Place, "histories" | "detours" | "remarks">,
): readonly Ending[] {
  const { span } = transition;
  const destinations = innermost(entries.destinations(transition.targets));
  if (destinations.length === 0)
    return [{ condition: null, effects: [], end: { kind: "stay", span } }];
  const domain = domainOf(source, transition, destinations);
  const reenter =
    domain !== source &&
    destinations.some(
      (each) =>
        leadsInto(each, source) ||
        (stateOf(each) === source &&
          restorationsIn(source, entries).length > 0),
    );
  const place: Place = { source, domain, entries, ...ways };
  const choices = [
    ...destinations.map((each) => choicesOf(each, place)),
    ...besides(destinations, domain, entries).map((each) =>
      initialChoices(each, span, place),
    ),
  ].reduce<readonly Choice[]>(combined, [NOTHING]);
  return choices.map(({ condition, effects, targets, again }) => ({
    condition,
    effects,
    end: {
      kind: "go",
      targets: [...targets, ...otherRegions(again, targets, span)],
      reenter: reenter ? span : null,
      span,
    },
  }));
}

/** Where the transition stands. */
interface Place {
  readonly source: StateNode;
  readonly domain: StateNode;
  readonly entries: Entries;
  readonly histories: Histories;
  readonly detours: Detours;
  readonly remarks: Remarks;
}

const NOTHING: Choice = {
  condition: null,
  effects: [],
  targets: [],
  again: [],
};

function combined(
  all: readonly Choice[],
  next: readonly Choice[],
): readonly Choice[] {
  return all.flatMap((one) =>
    next.map((other) => ({
      condition: both(one.condition, other.condition),
      effects: [...one.effects, ...other.effects],
      targets: [...one.targets, ...other.targets],
      again: [...one.again, ...other.again],
    })),
  );
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

/** The ways in which one target is entered. */
function choicesOf(destination: Destination, place: Place): readonly Choice[] {
  const { span } = destination;
  if (destination.kind === "history") {
    const { history } = destination;
    const own = place.histories.ownDefault(history);
    const byDefault: Choice = {
      ...NOTHING,
      effects: own?.entering ? [setTrue(own.entering, span)] : [],
      targets: place.entries
        .historyDefault(history)
        .map((each) => target(stateOf(each), "none", span)),
    };
    return restored(history, byDefault, span, place);
  }
  const { node } = destination;
  const whole = [target(node, "none", span)];
  return restorationsIn(node, place.entries)
    .map((each) => initialChoices(each, span, place))
    .reduce<readonly Choice[]>(combined, [NOTHING])
    .map((choice) =>
      choice.targets.length > 0 ? choice : { ...choice, targets: whole },
    );
}

/** What is entered by default restores the history that is its initial state; without one it is left to itself. */
function initialChoices(
  { history, initials }: Restoration,
  span: Span,
  place: Place,
): readonly Choice[] {
  const effects = initials.flatMap((node) => {
    const entering = place.histories.enteringInitial(node);
    return entering === null ? [] : [setTrue(entering, span)];
  });
  const [recorded, ...otherwise] = restored(history, NOTHING, span, place);
  if (recorded === undefined) return [];
  if (!isWithin(place.source, history.of))
    return [{ ...recorded, effects }, ...otherwise];
  if (history.of.parent?.element.kind === "parallel")
    return [{ ...recorded, effects, again: [history.of] }];
  const detour = place.detours.around(history);
  if (detour !== null) return [{ ...plain([at(detour, span)]), effects }];
  place.remarks.lost(
    `this leaves ${history.of.name} and enters it again by its history`,
    "`history` from within a state does not leave it, and on a detour other regions would notice",
    span,
  );
  return [NOTHING];
}

/** The history, and what is done where there is none. */
function restored(
  { of, element }: HistoryNode,
  byDefault: Choice,
  span: Span,
  { histories, source, domain }: Place,
): readonly Choice[] {
  const recorded = plain([target(of, element.deep ? "deep" : "shallow", span)]);
  const own = histories.ownDefault({ element, of });
  if (own === null) return [recorded];
  const condition = recordedWhen(own.visited, of, source, domain, span);
  if (condition === null) return [recorded];
  return [
    { ...recorded, condition },
    { ...byDefault, condition: not(condition) },
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
  return mayBothBeActive(source, of)
    ? either(before, isActive(of.name, span))
    : before;
}

/** Of two states of which the first does not lie in the second. */
function mayBothBeActive(one: StateNode, other: StateNode): boolean {
  for (let above: StateNode | null = other; above; above = above.parent)
    if (above.parent === one) return true;
    else if (above.parent !== null && isWithin(one, above.parent))
      return above.parent.element.kind === "parallel";
  return false;
}

/** To name a state in each region is to leave them all; those without a target are entered by default anyway. */
function otherRegions(
  again: readonly StateNode[],
  targets: readonly Target[],
  span: Span,
): readonly Target[] {
  const named = new Set(
    targets.flatMap(({ path }) => path.names.map(({ text }) => text)),
  );
  const isNamed = (node: StateNode): boolean =>
    named.has(node.name) || node.children.some(isNamed);
  const regions = again.flatMap(({ parent }) => parent?.children ?? []);
  return [...new Set(regions)]
    .filter((region) => !isNamed(region))
    .map((region) => target(region, "none", span));
}

function plain(targets: readonly Target[]): Choice {
  return { ...NOTHING, targets };
}

export function target(
  node: StateNode,
  history: Target["history"],
  span: Span,
): Target {
  return { ...at(node.name, span), history };
}

function at(state: string, span: Span): Target {
  return { history: "none", path: statePath(state, span), span };
}

function setTrue(field: string, span: Span): Effect {
  const assignments = [
    { field: { text: field, span }, value: truth(true, span) },
  ];
  return { kind: "set", assignments, span };
}
