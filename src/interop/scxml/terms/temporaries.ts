import type { Span } from "../../../source/index.ts";
import type { Expression, FieldDeclaration } from "../../../syntax/index.ts";
import type { NameSpace } from "../../names.ts";
import { truth } from "./logic.ts";

/** Fields that the document has not, and its meaning needs: booleans that begin as false, counts that begin at 0. */
export class Temporaries {
  readonly #names: NameSpace;
  readonly #fields: FieldDeclaration[] = [];
  readonly #counters = new Map<string, string>();

  /** @param names of params, fields, guards and enums */
  constructor(names: NameSpace) {
    this.#names = names;
  }

  declare(wish: string, doc: string, span: Span): string {
    return this.#declare(wish, "boolean", truth(false, span), doc);
  }

  /** How often the sends of an id were taken back, for ids that are so under a condition. */
  counter(sendid: string, span: Span): string {
    const known = this.#counters.get(sendid);
    if (known !== undefined) return known;
    const name = this.#declare(
      `cancelled_${sendid}`,
      "number",
      { kind: "number", value: 0, span },
      `How often ${sendid} was taken back under a condition.`,
    );
    this.#counters.set(sendid, name);
    return name;
  }

  #declare(
    wish: string,
    type: "boolean" | "number",
    start: Expression,
    doc: string,
  ): string {
    const { span } = start;
    const name = this.#names.fresh(wish);
    this.#fields.push({
      kind: "field",
      name: { text: name, span },
      type: { kind: "named", name: { text: type, span }, span },
      default: start,
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
