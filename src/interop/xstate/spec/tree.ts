import type { Span } from "../../../source/index.ts";
import type { StatePath } from "../../../syntax/index.ts";
import type { Machine, StateNode } from "../config/machine.ts";
import { NameSpace } from "../../names.ts";
import { statePath } from "./make.ts";
import { descendants, isState } from "./nodes.ts";

/**
 * Where the states of a configuration stand in the spec, and what they are called. XState's machine is itself a state; a
 * strategy is none. A machine that does what only a state can (regions, timers, actors) becomes a state in the strategy. And a
 * parallel state that stays while its regions are left becomes a composite with a parallel state in it, its core.
 */
export class Tree {
  readonly root: StateNode;
  /** Whether the machine itself is a state of the spec. */
  readonly wrapped: boolean;
  readonly #names = new Map<StateNode, string>();
  readonly #paths = new Map<StateNode, readonly string[]>();
  readonly #cores = new Map<StateNode, string>();

  constructor({ root, id }: Machine, staying: ReadonlySet<StateNode>) {
    this.root = root;
    this.wrapped = needsState(root);
    const nodes = [...descendants(root)].filter(isState);
    this.#nameChildren(root);
    const all = new NameSpace();
    for (const node of nodes) all.of(this.#nameIn(node));
    if (this.wrapped) this.#names.set(root, all.fresh(id?.text ?? "machine"));
    for (const node of staying)
      this.#cores.set(node, all.fresh(`${this.#nameIn(node)}_regions`));
    const own = this.wrapped ? [root, ...nodes] : nodes;
    this.#shorten(own);
  }

  /** The state around it in the spec; null at the top. */
  parentOf(node: StateNode): StateNode | null {
    const { parent } = node;
    if (parent !== this.root) return parent;
    return this.wrapped && !this.#isEnd(node) ? parent : null;
  }

  /** The states at the top of the spec, in document order. */
  get top(): readonly StateNode[] {
    const states = this.root.children.filter(isState);
    if (!this.wrapped) return states;
    return [this.root, ...states.filter((state) => this.#isEnd(state))];
  }

  childrenOf(node: StateNode): readonly StateNode[] {
    return node.children.filter(
      (child) => isState(child) && this.parentOf(child) === node,
    );
  }

  nameOf(node: StateNode): string {
    return this.#nameIn(node);
  }

  /** The parallel state inside of one that stays while its regions are left; null for all others. */
  coreOf(node: StateNode): string | null {
    return this.#cores.get(node) ?? null;
  }

  /** As it is called from anywhere. */
  pathOf(node: StateNode, span: Span): StatePath {
    return statePath(this.#paths.get(node) ?? [this.#nameIn(node)], span);
  }

  /** A final state of the machine itself stays at the top: there it ends the run. */
  #isEnd(node: StateNode): boolean {
    return (
      node.parent === this.root &&
      this.root.kind === "compound" &&
      node.kind === "final"
    );
  }

  #nameChildren(node: StateNode): void {
    const space = new NameSpace();
    for (const child of node.children) {
      if (!isState(child)) continue;
      this.#names.set(child, space.fresh(child.key));
      this.#nameChildren(child);
    }
  }

  #nameIn(node: StateNode): string {
    return this.#names.get(node) ?? "_";
  }

  /** As few parents before a name as make it unique. */
  #shorten(nodes: readonly StateNode[]): void {
    const byName = new Map<string, StateNode[]>();
    for (const node of nodes) {
      const name = this.#nameIn(node);
      byName.set(name, [...(byName.get(name) ?? []), node]);
    }
    for (const same of byName.values()) {
      const whole = same.map((node) => this.#wholePath(node));
      same.forEach((node, index) => {
        const path = whole[index] ?? [];
        let length = 1;
        while (
          length < path.length &&
          whole.filter((other) => endsAlike(other, path, length)).length > 1
        )
          length += 1;
        this.#paths.set(node, path.slice(-length));
      });
    }
  }

  #wholePath(node: StateNode): readonly string[] {
    const names: string[] = [];
    for (
      let each: StateNode | null = node;
      each !== null;
      each = this.parentOf(each)
    ) {
      const core = each === node ? null : this.coreOf(each);
      names.unshift(this.#nameIn(each), ...(core === null ? [] : [core]));
    }
    return names;
  }
}

function needsState(root: StateNode): boolean {
  if (root.kind !== "compound") return true;
  if (root.after.length > 0 || root.invokes.length > 0) return true;
  const actsItself = root.entry.length > 0 || root.exit.length > 0;
  return (
    actsItself &&
    root.on.some(({ candidates }) =>
      candidates.some(({ reenter }) => reenter === true),
    )
  );
}

function endsAlike(
  one: readonly string[],
  other: readonly string[],
  length: number,
): boolean {
  return one.slice(-length).join(".") === other.slice(-length).join(".");
}
