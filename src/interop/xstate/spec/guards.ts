import type { Expression } from "../../../syntax/index.ts";
import type { Guard, StateNode } from "../config/machine.ts";
import type { Json } from "../json/value.ts";
import { pathOf, type Ids } from "./ids.ts";
import { isIn, joined, not } from "./make.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Guards as expressions. */
export class Guards {
  readonly #tree: Tree;
  readonly #ids: Ids;
  readonly #vocabulary: Vocabulary;

  constructor(tree: Tree, ids: Ids, vocabulary: Vocabulary) {
    this.#tree = tree;
    this.#ids = ids;
    this.#vocabulary = vocabulary;
  }

  of(guard: Guard): Expression {
    const { span } = guard;
    switch (guard.kind) {
      case "named":
        return this.#vocabulary.guard(guard);
      case "not":
        return not(this.of(guard.of));
      case "and":
      case "or": {
        const all = joined(
          guard.kind,
          guard.of.map((part) => this.of(part)),
        );
        return all ?? { kind: "boolean", value: guard.kind === "and", span };
      }
      case "in": {
        const states = this.#states(guard.state, []);
        const all = joined(
          "and",
          states.map((state) => this.isActive(state, span)),
        );
        return all ?? { kind: "boolean", value: true, span };
      }
    }
  }

  isActive(node: StateNode, span: Guard["span"]): Expression {
    return node === this.#tree.root && !this.#tree.wrapped
      ? { kind: "boolean", value: true, span }
      : isIn(this.#tree.pathOf(node, span));
  }

  /** A path from the machine, an id, or the value of a configuration: `{ "parent": { "a": "a1" } }`. */
  #states(value: Json, above: readonly string[]): readonly StateNode[] {
    if (value.kind === "text") {
      const target = { text: value.value, span: value.span };
      const node = value.value.startsWith("#")
        ? this.#ids.resolve(target, this.#tree.root)
        : this.#ids.resolvePath([...above, ...pathOf(value.value)], target);
      return node === null ? [] : [node];
    }
    if (value.kind !== "object") return [];
    if (value.members.length === 0 && above.length > 0) {
      const target = { text: above.join("."), span: value.span };
      const node = this.#ids.resolvePath(above, target);
      return node === null ? [] : [node];
    }
    return value.members.flatMap((member) =>
      this.#states(member.value, [...above, member.key]),
    );
  }
}
