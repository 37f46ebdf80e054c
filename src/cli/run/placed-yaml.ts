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
    return this.mistakeAt(offsetOf(node), problem);
  }

  /** At the value that a path leads to; as far as it leads. */
  mistakeIn(path: ValuePath, problem: string): UsageError {
    return this.mistake(this.#nodeAt(path), problem);
  }

  /** Where the value stands that a path leads to: `faults.yaml:3:5`. */
  placeOf(path: ValuePath): string {
    return this.#placeAt(offsetOf(this.#nodeAt(path)));
  }

  #nodeAt(path: ValuePath): unknown {
    let node: unknown = this.root;
    for (const step of path) {
      const next = childOf(this.resolved(node), step);
      if (next === null) break;
      node = next;
    }
    return node;
  }

  mistakeAt(offset: number, problem: string): UsageError {
    return new UsageError(`${this.#placeAt(offset)}: ${problem}`);
  }

  #placeAt(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#shown}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
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

function offsetOf(node: unknown): number {
  return isPlaced(node) ? (node.range?.[0] ?? 0) : 0;
}

function isPlaced(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}
