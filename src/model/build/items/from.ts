import type * as Ast from "../../../syntax/ast.ts";
import { printStatePath } from "../../../syntax/print.ts";
import type { State, StateModifier } from "../../model.ts";
import { findState, type Finder } from "../names/find.ts";
import type { StateNode } from "../names/state-node.ts";
import { areConcurrent } from "../../tree.ts";
import type { RootNode } from "../tree/state-tree.ts";

/** What may stand after `from` in place of names of states. */
const MODIFIERS: readonly StateModifier[] = [
  "initial",
  "final",
  "exposed",
  "cancelled",
  "error",
  "suspended",
  "parallel",
];

/** An item that a `from` writes into a state. */
export interface WrittenByFrom {
  readonly item: Ast.On | Ast.Deferral;
  readonly from: {
    readonly keyword: Ast.On["keyword"];
    readonly layer: number;
  };
  /** `from * `, to be quoted before the item. */
  readonly prefix: string;
  /** Its target, where that can be active together with the state; else null. */
  readonly unlessActive: State | null;
}

/** What a `from` writes, and into which states. */
export function expandFrom(
  text: Ast.FromDeclaration,
  root: RootNode,
  finder: Finder,
): ReadonlyMap<StateNode, WrittenByFrom> {
  const { layer } = finder.names;
  const except = text.except.flatMap((path) => findState(path, finder) ?? []);
  const written = new Map<StateNode, WrittenByFrom>();
  const prefix = `from ${statesText(text)} `;
  const from = { keyword: text.keyword, layer };
  if (text.states.kind === "named") {
    for (const path of text.states.paths) {
      const node = findState(path, finder, MODIFIERS);
      if (node === null || except.includes(node)) continue;
      const item = withoutOwn(text.item, node, layer);
      if (item !== null)
        written.set(node, { item, from, prefix, unlessActive: null });
    }
    return written;
  }
  const targets = targetsOf(text.item, finder);
  const out = new Set([...targets, ...except]);
  for (const node of candidates(text.states, root, out)) {
    const item = withoutOwn(text.item, node, layer);
    const target = targets.find((each) =>
      areConcurrent(each.state, node.state),
    );
    const unlessActive = target?.state ?? null;
    if (item !== null) written.set(node, { item, from, prefix, unlessActive });
  }
  return written;
}

/** Whether its names are known is said where its tail is built, so nothing is reported here. */
function targetsOf(
  item: Ast.On | Ast.Deferral,
  { names }: Finder,
): StateNode[] {
  if (item.kind !== "on") return [];
  return item.tail.branches.flatMap(({ end }) =>
    end.kind === "stay"
      ? []
      : end.targets.flatMap(({ path }) => {
          const found = names.state(path);
          return found.kind === "found" ? [found.node] : [];
        }),
  );
}

function candidates(
  states: Exclude<Ast.FromStates, { kind: "named" }>,
  root: RootNode,
  out: ReadonlySet<StateNode>,
): readonly StateNode[] {
  const wanted =
    states.kind === "all"
      ? root.children.filter(({ state }) => state.kind !== "final")
      : root.children.flatMap((child) =>
          outermost(child, states.modifier.word),
        );
  return wanted.flatMap((node) => without(node, out));
}

/** The outermost states that carry a modifier; finals only where the modifier is one of theirs. */
function outermost(
  node: StateNode,
  modifier: StateModifier,
): readonly StateNode[] {
  const { state } = node;
  const ofFinals = modifier === "final" || modifier === "cancelled";
  if (state.modifiers.includes(modifier))
    return state.kind === "final" && !ofFinals ? [] : [node];
  return node.children.flatMap((child) => outermost(child, modifier));
}

/** The state, or nothing where it is left out or lies in one that is, or its other children where it contains one. */
function without(
  node: StateNode,
  out: ReadonlySet<StateNode>,
): readonly StateNode[] {
  for (let each: StateNode | null = node; each; each = each.parent)
    if (out.has(each)) return [];
  const contains = [...out].some((each) => isBelow(each, node));
  if (!contains) return [node];
  return node.children
    .filter(({ state }) => state.kind !== "final")
    .flatMap((child) => without(child, out));
}

function isBelow(node: StateNode, above: StateNode): boolean {
  for (let each = node.parent; each; each = each.parent)
    if (each === above) return true;
  return false;
}

/** A state's own text wins: events that it defers or ignores itself are left out, and what it handles is left alone. */
function withoutOwn(
  item: Ast.On | Ast.Deferral,
  node: StateNode,
  layer: number,
): Ast.On | Ast.Deferral | null {
  const put = new Set(
    node.texts
      .filter((text) => text.layer >= layer)
      .flatMap(({ declaration }) => declaration.items)
      .flatMap((own) =>
        own.kind === "defer" || own.kind === "ignore"
          ? own.triggers.map((name) => name.text)
          : [],
      ),
  );
  if (item.kind === "on") {
    const events = item.events.filter(
      (event) => event.kind !== "trigger" || !put.has(event.name.text),
    );
    return events.length === 0 ? null : { ...item, events };
  }
  const triggers = item.triggers.filter((name) => !put.has(name.text));
  return triggers.length === 0 ? null : { ...item, triggers };
}

function statesText({ states, except }: Ast.FromDeclaration): string {
  const which =
    states.kind === "all"
      ? "*"
      : states.kind === "modifier"
        ? states.modifier.word
        : states.paths.map(printStatePath).join(", ");
  return except.length === 0
    ? which
    : `${which} except ${except.map(printStatePath).join(", ")}`;
}
