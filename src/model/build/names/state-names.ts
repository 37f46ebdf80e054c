import type * as Ast from "../../../syntax/ast.ts";
import type { StateNode } from "./state-node.ts";

/** What a path of names leads to. */
export type StateResolution =
  | { readonly kind: "found"; readonly node: StateNode }
  | { readonly kind: "unknown"; readonly known: readonly string[] }
  | { readonly kind: "ambiguous"; readonly nodes: readonly StateNode[] };

/**
 * Calls states by name: by the last part of the path from the root, as long as only one state ends so. The whole path
 * from the root always means its state.
 */
export class StateNames {
  readonly #byName = new Map<string, StateNode[]>();
  readonly #known = new Map<number, readonly string[]>();

  constructor(nodes: Iterable<StateNode>) {
    for (const node of nodes) {
      const same = this.#byName.get(node.name);
      if (same === undefined) this.#byName.set(node.name, [node]);
      else same.push(node);
    }
  }

  /** What text of a layer means by a path: it sees the states of its own layer and of its parents' layers. */
  resolve(path: Ast.StatePath, layer: number): StateResolution {
    const names = path.names.map((name) => name.text);
    const visible = (this.#byName.get(names.at(-1) ?? "") ?? []).filter(
      (node) => node.layer <= layer && endsWith(node, names),
    );
    const whole = visible.find((node) => depthOf(node) === names.length);
    const [first, second] = whole === undefined ? visible : [whole];
    if (first === undefined)
      return { kind: "unknown", known: this.known(layer) };
    return second === undefined
      ? { kind: "found", node: first }
      : { kind: "ambiguous", nodes: visible };
  }

  /** The shortest unique name of every state that a layer sees. */
  known(layer: number): readonly string[] {
    const before = this.#known.get(layer);
    if (before !== undefined) return before;
    const names: string[] = [];
    for (const nodes of this.#byName.values())
      for (const node of nodes)
        if (node.layer <= layer) names.push(this.shortest(node));
    this.#known.set(layer, names);
    return names;
  }

  /** With as many parents before the name as make it unique in the whole strategy. */
  shortest(node: StateNode): string {
    const same = this.#byName.get(node.name) ?? [];
    const names = [node.name];
    for (let above = node.parent; above?.parent; above = above.parent) {
      if (same.filter((each) => endsWith(each, names)).length < 2) break;
      names.unshift(above.name);
    }
    return names.join(".");
  }
}

function endsWith(node: StateNode, names: readonly string[]): boolean {
  let each: StateNode | null = node;
  for (const name of names.toReversed()) {
    if (!each?.parent || each.name !== name) return false;
    each = each.parent;
  }
  return true;
}

function depthOf(node: StateNode): number {
  let depth = 0;
  for (let each = node; each.parent; each = each.parent) depth += 1;
  return depth;
}
