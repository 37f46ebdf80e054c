import type { Span } from "../../../../source/index.ts";
import type { TypeDeclaration, TypeNode } from "../../../../syntax/index.ts";
import { fieldName, typeName } from "../names.ts";
import { mayBeAbsent, type Base, type Shape } from "./shape.ts";

/** Types for shapes: records of the same fields are one type. */
export class Types {
  readonly #names = new Map<string, string>();
  readonly #declarations: TypeDeclaration[] = [];
  readonly #span: Span;

  constructor(span: Span) {
    this.#span = span;
  }

  get declarations(): readonly TypeDeclaration[] {
    return this.#declarations;
  }

  /** Null where no type of ours has such values. `called`: what a record in it is named after. */
  node(shape: Shape, called: string): TypeNode | null {
    const of = this.#base(shape.base, called);
    if (of === null || !mayBeAbsent(shape)) return of;
    return { kind: "optional", of, span: this.#span };
  }

  #base(base: Base, called: string): TypeNode | null {
    switch (base.kind) {
      case "number":
      case "string":
      case "boolean":
        return this.#named(base.kind);
      case "opaque":
        return base.type === "object" ? this.#named("string") : null;
      case "list": {
        // Of a list that stays empty nobody asks for an item.
        const of =
          base.of.base.kind === "none"
            ? this.#named("number")
            : this.node(base.of, `${called} item`);
        return of && { kind: "list", of, span: this.#span };
      }
      case "record":
        return this.#record(base, called);
      default:
        return null;
    }
  }

  #named(text: string): TypeNode {
    const span = this.#span;
    return { kind: "named", name: { text, span }, span };
  }

  #record(
    base: Extract<Base, { kind: "record" }>,
    called: string,
  ): TypeNode | null {
    const key = keyOf(base);
    const known = this.#names.get(key);
    if (known !== undefined) return this.#named(known);
    const names = [...this.#names.values()];
    const name = typeName(`${called} data`, (each) => names.includes(each));
    this.#names.set(key, name);
    const span = this.#span;
    const fields = [];
    for (const [each, shape] of base.fields) {
      // What is never anything but undefined is not there.
      if (shape.base.kind === "none") continue;
      const type = this.node(shape, `${called} ${each}`);
      if (type === null) {
        this.#names.delete(key);
        return null;
      }
      fields.push({ name: { text: fieldName(each), span }, type, doc: null });
    }
    this.#declarations.push({
      kind: "type",
      name: { text: name, span },
      fields,
      doc: null,
      allows: [],
    });
    return this.#named(name);
  }
}

/** The same for shapes of one type. */
export function keyOf(base: Base): string {
  switch (base.kind) {
    case "list":
      return `[${keyOfShape(base.of)}]`;
    case "record": {
      const fields = [...base.fields]
        .filter(([, shape]) => shape.base.kind !== "none")
        .map(([name, shape]) => `${JSON.stringify(name)}:${keyOfShape(shape)}`)
        .toSorted();
      return `{${fields.join()}}`;
    }
    case "opaque":
      return "string";
    default:
      return base.kind;
  }
}

function keyOfShape(shape: Shape): string {
  return keyOf(shape.base) + (mayBeAbsent(shape) ? "?" : "");
}
