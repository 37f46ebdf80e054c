import type { Span } from "../../../source/index.ts";
import type { FieldDeclaration } from "../../../syntax/index.ts";
import type { NameSpace } from "../../names.ts";
import { truth } from "./logic.ts";

/** Fields that the document has not, and its meaning needs: booleans that begin as false. */
export class Temporaries {
  readonly #names: NameSpace;
  readonly #fields: FieldDeclaration[] = [];

  /** @param names of params, fields, guards and enums */
  constructor(names: NameSpace) {
    this.#names = names;
  }

  declare(wish: string, doc: string, span: Span): string {
    const name = this.#names.fresh(wish);
    this.#fields.push({
      kind: "field",
      name: { text: name, span },
      type: { kind: "named", name: { text: "boolean", span }, span },
      default: truth(false, span),
      doc,
      allows: [],
    });
    return name;
  }

  /** `if1`, `if2` … */
  numbered(wish: string, doc: string, span: Span): string {
    let number = 1;
    while (this.#names.has(`${wish}${number}`)) number += 1;
    return this.declare(`${wish}${number}`, doc, span);
  }

  get fields(): readonly FieldDeclaration[] {
    return this.#fields;
  }
}
