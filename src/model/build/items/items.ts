import type * as Ast from "../../../syntax/ast.ts";
import type { Behaviour, Deferral, Reaction, Run, Timer } from "../../model.ts";
import { buildBehaviour } from "./behaviours.ts";
import type { WrittenByFrom } from "./from.ts";
import type { ItemPlace } from "./place.ts";
import {
  buildAlways,
  buildDeferrals,
  buildOn,
  type Written,
} from "./reactions.ts";
import { buildRun } from "./runs.ts";
import { buildTimer } from "./timers.ts";

/** What one layer's text puts into a state, in the order of the text. */
interface LayerItems {
  readonly enter: Behaviour[];
  readonly exit: Behaviour[];
  readonly reactions: Reaction[];
  readonly always: Reaction[];
  readonly timers: Timer[];
  readonly runs: Run[];
  readonly defers: Deferral[];
  readonly ignores: Deferral[];
}

/**
 * Fills a state with the items of all layers: a child's before its parents', but for `enter`, where the parents' come
 * first; behind the own items of each layer those that its `from` wrote.
 */
export function fillState(
  layers: readonly ItemPlace[],
  written: readonly WrittenByFrom[],
): void {
  const state = layers[0]?.node.state;
  if (state === undefined) return;
  const items = layers.map((place) => buildLayer(place, written)).toReversed();
  state.enter = items.toReversed().flatMap((each) => each.enter);
  state.exit = items.flatMap((each) => each.exit);
  state.reactions = items.flatMap((each) => each.reactions);
  state.always = items.flatMap((each) => each.always);
  state.timers = items.flatMap((each) => each.timers);
  state.runs = mergeRuns(items.toReversed().map((each) => each.runs));
  state.defers = items.flatMap((each) => each.defers);
  state.ignores = items.flatMap((each) => each.ignores);
}

function buildLayer(
  place: ItemPlace,
  written: readonly WrittenByFrom[],
): LayerItems {
  const items: LayerItems = {
    enter: [],
    exit: [],
    reactions: [],
    always: [],
    timers: [],
    runs: [],
    defers: [],
    ignores: [],
  };
  const { layer } = place.names;
  const origin = place.own ? "own" : "inherited";
  const own: Written = {
    origin,
    unlessActive: null,
    prefix: "",
    keyword: null,
  };
  for (const text of place.node.texts)
    if (text.layer === layer)
      for (const item of text.declaration.items)
        addItem(item, place, own, items);
  for (const { item, unlessActive, from, prefix } of written) {
    const origin = place.own ? "from" : "inherited";
    const { keyword } = from;
    if (from.layer === layer)
      addItem(item, place, { origin, unlessActive, prefix, keyword }, items);
  }
  return items;
}

function addItem(
  item: Ast.StateItem,
  place: ItemPlace,
  written: Written,
  items: LayerItems,
): void {
  if (item.kind === "state" || item.kind === "initial") return;
  const { origin } = written;
  if (!place.parts.room(written.keyword ?? item.keyword)) return;
  switch (item.kind) {
    case "enter":
    case "exit":
      items[item.kind].push(buildBehaviour(item, place));
      return;
    case "on":
      add(items.reactions, buildOn(item, place, written));
      return;
    case "always":
      items.always.push(buildAlways(item, place, origin));
      return;
    case "after":
    case "at":
    case "every":
      add(items.timers, buildTimer(item, place, origin));
      return;
    case "run":
      add(items.runs, buildRun(item, place, origin));
      return;
    case "defer":
      items.defers.push(...buildDeferrals(item, place, written));
      return;
    case "ignore":
      items.ignores.push(...buildDeferrals(item, place, written));
  }
}

function add<Item>(items: Item[], item: Item | null): void {
  if (item !== null) items.push(item);
}

/** A child's `run` of an activity takes the place of its parent's; oldest layer first. */
function mergeRuns(layers: readonly (readonly Run[])[]): readonly Run[] {
  let runs: readonly Run[] = [];
  for (const own of layers) {
    const replaced = new Set(runs.map((run) => run.activity));
    const merged = runs.flatMap((run) => {
      const news = own.filter((each) => each.activity === run.activity);
      return news.length > 0 ? news : [run];
    });
    runs = [
      ...new Set(merged),
      ...own.filter((each) => !replaced.has(each.activity)),
    ];
  }
  return runs;
}
