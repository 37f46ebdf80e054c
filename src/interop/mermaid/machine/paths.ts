import type { Node } from "../tree/tree.ts";

/** What states are called in the spec: by name, with as many parents before it as make it unique. */
export class Paths {
  readonly #byName = new Map<string, Node[]>();

  constructor(root: Node) {
    this.#add(root);
  }

  #add(node: Node): void {
    for (const child of node.children) {
      const same = this.#byName.get(child.name);
      if (same === undefined) this.#byName.set(child.name, [child]);
      else same.push(child);
      this.#add(child);
    }
  }

  of(node: Node): readonly string[] {
    const same = this.#byName.get(node.name) ?? [];
    const names = [node.name];
    for (let above = node.parent; above?.parent; above = above.parent) {
      if (same.filter((each) => endsWith(each, names)).length < 2) break;
      names.unshift(above.name);
    }
    return names;
  }

  textOf(node: Node): string {
    return this.of(node).join(".");
  }
}

function endsWith(node: Node, names: readonly string[]): boolean {
  let each: Node | null = node;
  for (const name of names.toReversed()) {
    if (!each?.parent || each.name !== name) return false;
    each = each.parent;
  }
  return true;
}
