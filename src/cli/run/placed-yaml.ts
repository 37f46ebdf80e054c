import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from "yaml";
import { UsageError } from "../exit.ts";

/** Where a value is: the names and indices that lead to it from the whole. */
export type ValuePath = readonly (string | number)[];

/** A YAML or JSON text whose values know where they stand. */
export class PlacedYaml {
  readonly #document: Document;
  readonly #lines = new LineCounter();
  readonly #shown: string;

  /**
   * @param shown the file as the user knows it
   * @throws UsageError if it is neither YAML nor JSON
   */
  constructor(text: string, shown: string) {
    this.#shown = shown;
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
    });
    const [error] = this.#document.errors;
    if (error !== undefined) throw this.mistakeAt(error.pos[0], error.message);
  }

  get root(): Node | null {
    return this.#document.contents;
  }

  /** As JSON has it. */
  get value(): unknown {
    const value: unknown = this.#document.toJS();
    return value;
  }

  /** What an alias stands for; anything else is itself. */
  resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }

  mistake(node: unknown, problem: string): UsageError {
    return this.mistakeAt(isPlaced(node) ? (node.range?.[0] ?? 0) : 0, problem);
  }

  /** At the value that a path leads to; as far as it leads. */
  mistakeIn(path: ValuePath, problem: string): UsageError {
    let node: unknown = this.root;
    for (const step of path) {
      const next = childOf(this.resolved(node), step);
      if (next === null) break;
      node = next;
    }
    return this.mistake(node, problem);
  }

  mistakeAt(offset: number, problem: string): UsageError {
    const { line, col } = this.#lines.linePos(offset);
    return new UsageError(
      `${this.#shown}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${problem}`,
    );
  }
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node) && typeof step === "number") return node.items[step] ?? null;
  if (!isMap(node)) return null;
  const pair = node.items.find(
    ({ key }) => isScalar(key) && String(key.value) === String(step),
  );
  // What has no value yet is pointed at by its name.
  return pair === undefined ? null : (pair.value ?? pair.key);
}

function isPlaced(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}
