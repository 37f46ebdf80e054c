import type { StateElement } from "../../../src/interop/scxml/document/document.ts";

/** A state where it stands. */
export interface Node {
  readonly element: StateElement;
  readonly parent: Node | null;
  readonly children: Node[];
  readonly order: number;
}

export function idOf({ element }: Node): string {
  return element.id?.value ?? "";
}

export function isCompound({ element, children }: Node): boolean {
  return element.kind !== "parallel" && children.length > 0;
}

/** Proper ancestors up to another, which is left out. */
export function ancestors(node: Node, until: Node | null): readonly Node[] {
  const found: Node[] = [];
  for (let above = node.parent; above && above !== until; above = above.parent)
    found.push(above);
  return found;
}

export function isDescendant(node: Node, of: Node): boolean {
  return ancestors(node, null).includes(of);
}

export function matches(descriptor: string, event: string): boolean {
  if (descriptor === "*") return true;
  const tokens = descriptor.replace(/\.\*?$/, "").split(".");
  return tokens.every((token, index) => event.split(".")[index] === token);
}

/** A macrostep that does not end, as far as anybody would wait. */
export class Endless extends Error {}
