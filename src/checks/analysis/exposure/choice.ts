import {
  isDescendant,
  selfAndAncestors,
  type Branch,
  type Reaction,
  type State,
  type Trigger,
} from "../../../model/index.ts";
import { exitsOf } from "./entries.ts";
import type { History } from "./known.ts";
import { besideOf, type Setting } from "./setting.ts";
import { truthOf, type Facts } from "./truth.ts";
import type { Choice } from "./worked-out.ts";

/** What a choice is made in. */
export interface Place {
  readonly leaves: readonly State[];
  readonly history: History;
  readonly halted: boolean;
}

type Decisions = ReadonlyMap<Branch, boolean>;

type Item =
  | { readonly kind: "branch"; readonly branch: Branch }
  | { readonly kind: "stop"; readonly isDeferred: boolean };

type Answer = { readonly branch: Branch | null; readonly isDeferred: boolean };

/** Every way in which the reactions to a trigger can be chosen, whatever the market decides of guards. */
export function choicesOn(
  setting: Setting,
  place: Place,
  trigger: Trigger,
): readonly Choice[] {
  const fits = ({ events }: Reaction): boolean =>
    events.some((each) => each.kind === "trigger" && each.trigger === trigger);
  return known(setting, place, `on ${trigger.name}`, (state) => [
    ...branchesOf(state.reactions.filter(fits), place),
    ...stopsOf(state, trigger),
  ]);
}

/** The same for `on recover`. */
export function choicesOnRecover(
  setting: Setting,
  place: Place,
): readonly Choice[] {
  return known(setting, place, "recover", (state) =>
    branchesOf(
      state.reactions.filter(({ events }) =>
        events.some(({ kind }) => kind === "recover"),
      ),
      place,
    ),
  );
}

/** The same for `always`. */
export function alwaysChoices(
  setting: Setting,
  place: Place,
): readonly Choice[] {
  return known(setting, place, "always", (state) =>
    branchesOf(state.always, place),
  );
}

/** Branches of one list, in turn: the ways on, null where none is taken. */
export function firstOf(
  setting: Setting,
  place: Place,
  branches: readonly Branch[],
): readonly (Branch | null)[] {
  const items = branches.map((branch): Item => ({ kind: "branch", branch }));
  const facts = factsOf(setting, place);
  return answers(items, new Map(), facts).map(({ answer }) => answer.branch);
}

/** What guards are asked in. */
export function factsOf(setting: Setting, { leaves, halted }: Place): Facts {
  return { leaves, halted, unseen: besideOf(setting, leaves).states };
}

/** Worked out once for a configuration. */
function known(
  setting: Setting,
  place: Place,
  what: string,
  itemsOf: (state: State) => readonly Item[],
): readonly Choice[] {
  const { configurations, histories, choices } = setting;
  const key = `${configurations.numberOf(place.leaves)} ${histories.numberOf(place.history)} ${place.halted} ${what}`;
  let found = choices.get(key);
  if (found === undefined) {
    found = chosen(setting, place, itemsOf);
    choices.set(key, found);
  }
  return found;
}

function chosen(
  setting: Setting,
  place: Place,
  itemsOf: (state: State) => readonly Item[],
): readonly Choice[] {
  const facts = factsOf(setting, place);
  let ways: readonly {
    readonly decisions: Decisions;
    readonly picked: readonly Branch[];
    readonly isDeferred: boolean;
  }[] = [{ decisions: new Map(), picked: [], isDeferred: false }];
  for (const leaf of place.leaves) {
    const items = selfAndAncestors(leaf).flatMap(itemsOf);
    if (items.length === 0) continue;
    ways = ways.flatMap((way) =>
      answers(items, way.decisions, facts).map(({ answer, decisions }) => ({
        decisions,
        picked:
          answer.branch === null || way.picked.includes(answer.branch)
            ? way.picked
            : [...way.picked, answer.branch],
        isDeferred: way.isDeferred || answer.isDeferred,
      })),
    );
    if (!setting.budget.allows(ways.length))
      ways = ways.slice(0, setting.budget.limits.ways);
  }
  const found = new Map<string, Choice>();
  for (const { picked, isDeferred } of ways) {
    const branches = withoutConflicts(picked, place);
    const key = `${branches.map(({ index }) => index).join(",")} ${isDeferred}`;
    found.set(key, { branches, isDeferred });
  }
  return [...found.values()];
}

function answers(
  items: readonly Item[],
  decisions: Decisions,
  facts: Facts,
): readonly { readonly answer: Answer; readonly decisions: Decisions }[] {
  const found: { answer: Answer; decisions: Decisions }[] = [];
  let known = decisions;
  for (const item of items) {
    if (item.kind === "stop") {
      const answer = { branch: null, isDeferred: item.isDeferred };
      found.push({ answer, decisions: known });
      return found;
    }
    const { branch } = item;
    const truth = known.get(branch) ?? truthOf(branch.guard, facts);
    if (truth === false) continue;
    const answer = { branch, isDeferred: false };
    if (truth === true) {
      found.push({ answer, decisions: known });
      return found;
    }
    found.push({ answer, decisions: new Map([...known, [branch, true]]) });
    known = new Map([...known, [branch, false]]);
  }
  const none = { branch: null, isDeferred: false };
  found.push({ answer: none, decisions: known });
  return found;
}

function branchesOf(
  reactions: readonly Reaction[],
  { leaves }: Place,
): readonly Item[] {
  return reactions
    .filter(
      ({ unlessActive: there }) =>
        there === null ||
        !leaves.some((leaf) => leaf === there || isDescendant(leaf, there)),
    )
    .flatMap(({ branches }) =>
      branches.map((branch): Item => ({ kind: "branch", branch })),
    );
}

function stopsOf(state: State, trigger: Trigger | null): readonly Item[] {
  const names = (each: { readonly trigger: Trigger }): boolean =>
    each.trigger === trigger;
  if (state.defers.some(names)) return [{ kind: "stop", isDeferred: true }];
  if (state.ignores.some(names)) return [{ kind: "stop", isDeferred: false }];
  return [];
}

/** Of two that leave the same, a descendant's wins over its ancestor's, otherwise the first in document order. */
function withoutConflicts(
  picked: readonly Branch[],
  { leaves, history }: Place,
): readonly Branch[] {
  const kept: Branch[] = [];
  for (const branch of picked) {
    const mine = new Set(exitsOf(branch, leaves, history));
    const rivals = kept.filter((other) =>
      exitsOf(other, leaves, history).some((state) => mine.has(state)),
    );
    if (!rivals.every((other) => isDescendant(branch.source, other.source)))
      continue;
    for (const rival of rivals) kept.splice(kept.indexOf(rival), 1);
    kept.push(branch);
  }
  return kept;
}
