import type { Span } from "../../source/index.ts";
import type {
  Arm,
  Branch,
  Member,
  SpecFile,
  StateItem,
  Strategy,
  Tail,
} from "../../syntax/index.ts";

/** A part of a text to which comments can belong. */
export interface Part {
  readonly node: object;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** `context`: the fields of one block, which have no node of their own; then `node` is the last of them. */
  readonly body: "file" | "braces" | "brackets" | "context" | "none";
  readonly parent: Part | null;
}

type Extents = ReadonlyMap<object, Span>;

/** The parts of a file in the order of the text, each before what is in it; without the file itself, and `context` blocks. */
export function outlineOf(
  file: SpecFile,
  extents: Extents,
): { readonly parts: readonly Part[]; readonly root: Part } {
  const end = file.source.text.length;
  const root: Part = { node: file, start: 0, end, body: "file", parent: null };
  const outline = new Outline(extents);
  for (const each of file.imports) outline.add(each, "none", root);
  for (const each of file.declarations) outline.addDeclared(each, root);
  for (const each of file.strategies) outline.addStrategy(each, root);
  const parts = outline.parts.toSorted((a, b) => a.start - b.start);
  return { parts, root };
}

class Outline {
  readonly parts: Part[] = [];
  readonly #extents: Extents;

  constructor(extents: Extents) {
    this.#extents = extents;
  }

  /** What is in a part whose place nobody knows counts as its parent's. */
  add(node: object, body: Part["body"], parent: Part): Part {
    const extent = this.#extentOf(node);
    if (extent === null) return parent;
    const part = { node, start: extent.start, end: extent.end, body, parent };
    this.parts.push(part);
    return part;
  }

  addStrategy(strategy: Strategy, parent: Part): void {
    const part = this.add(strategy, "braces", parent);
    let context: Part | null = null;
    for (const [index, member] of strategy.members.entries()) {
      if (member.kind !== "field") {
        context = null;
        this.addDeclared(member, part);
        continue;
      }
      context ??= this.#contextFrom(strategy.members, index, part);
      this.add(member, "none", context ?? part);
    }
  }

  addDeclared(member: Member | StateItem, parent: Part): void {
    switch (member.kind) {
      case "enum":
        return this.#addAll(member, "braces", member.members, parent);
      case "type":
        return this.#addAll(member, "braces", member.fields, parent);
      case "trigger":
      case "output":
        return this.#addAll(member, "brackets", member.fields, parent);
      case "guard":
      case "activity":
        return this.#addAll(member, "brackets", member.args, parent);
      case "state": {
        const part = this.add(member, "braces", parent);
        for (const item of member.items) this.addDeclared(item, part);
        return;
      }
      case "run": {
        const part = this.add(member, "braces", parent);
        for (const arm of member.arms) this.#addTailed(arm, arm.tail, part);
        return;
      }
      case "on":
      case "always":
      case "after":
      case "at":
      case "every":
        return this.#addTailed(member, member.tail, parent);
      case "from":
        if (member.item.kind === "on")
          return this.#addTailed(member, member.item.tail, parent);
        this.add(member, "none", parent);
        return;
      default:
        this.add(member, "none", parent);
    }
  }

  #addTailed(node: Member | StateItem | Arm, tail: Tail, parent: Part): void {
    const branches: readonly Branch[] = tail.choice ? tail.branches : [];
    this.#addAll(node, "braces", branches, parent);
  }

  #addAll(
    node: object,
    body: Part["body"],
    parts: readonly object[],
    parent: Part,
  ): void {
    const isEmpty = parts.length === 0 && body === "brackets";
    const isPlain =
      parts.length === 0 && !("members" in node || "fields" in node);
    const part = this.add(node, isEmpty || isPlain ? "none" : body, parent);
    for (const each of parts) this.add(each, "none", part);
  }

  /** The fields that the printer puts into one block, with the first of them at `index`. */
  #contextFrom(
    members: readonly Member[],
    index: number,
    parent: Part,
  ): Part | null {
    const after = members.findIndex(
      ({ kind }, each) => each > index && kind !== "field",
    );
    const last = members.at(after < 0 ? -1 : after - 1);
    // YAML gathers all fields: only behind the last of them is the end of its `context`.
    if (members.findLast(({ kind }) => kind === "field") !== last) return null;
    const first = members[index];
    if (first === undefined || last === undefined) return null;
    const extent = this.#extentOf(last);
    const start = this.#extentOf(first)?.start;
    if (extent === null || start === undefined) return null;
    return { node: last, start, end: extent.end, body: "context", parent };
  }

  #extentOf(node: object): Span | null {
    return (
      this.#extents.get(node) ?? ("span" in node ? spanIn(node.span) : null)
    );
  }
}

function spanIn(value: unknown): Span | null {
  return isSpan(value) ? value : null;
}

function isSpan(value: unknown): value is Span {
  return (
    typeof value === "object" &&
    value !== null &&
    "file" in value &&
    "start" in value &&
    "end" in value
  );
}
