import { declaredTwice } from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { EnumType, RecordType } from "../../types.ts";
import type { Mutable } from "../mutable.ts";
import { checkName } from "../names/check-name.ts";
import type { Report } from "../report.ts";
import { resolveFields } from "./fields.ts";
import type { TypeLookup } from "./resolve.ts";

/**
 * The types of a build, one for each declaration: types are compared by identity, and several strategies may inherit or
 * import the same declaration.
 */
export class ValueTypes {
  readonly #enums = new Map<Ast.EnumDeclaration, EnumType>();
  readonly #records = new Map<Ast.TypeDeclaration, Mutable<RecordType>>();
  readonly #filled = new Set<Ast.TypeDeclaration>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  enum(declaration: Ast.EnumDeclaration): EnumType {
    const known = this.#enums.get(declaration);
    if (known !== undefined) return known;
    const made: EnumType = {
      name: declaration.name.text,
      members: this.#members(declaration.members),
      doc: declaration.doc,
      span: declaration.name.span,
    };
    this.#enums.set(declaration, made);
    return made;
  }

  /** The record without its fields, which may mention types that are declared behind it: `fill` adds them. */
  record(declaration: Ast.TypeDeclaration): RecordType {
    const known = this.#records.get(declaration);
    if (known !== undefined) return known;
    const made: Mutable<RecordType> = {
      name: declaration.name.text,
      fields: [],
      doc: declaration.doc,
      span: declaration.name.span,
    };
    this.#records.set(declaration, made);
    return made;
  }

  fill(declaration: Ast.TypeDeclaration, types: TypeLookup): void {
    const record = this.#records.get(declaration);
    if (record === undefined || this.#filled.has(declaration)) return;
    this.#filled.add(declaration);
    const { fields, complete } = resolveFields(
      declaration.fields,
      "field",
      types,
      this.#report,
    );
    record.fields = fields;
    if (!complete) this.#report.spoil(record);
  }

  #members(names: readonly Ast.Name[]): readonly string[] {
    const first = new Map<string, Span>();
    for (const name of names) {
      const earlier = first.get(name.text);
      if (earlier === undefined) {
        checkName(name, "enum member", "other", this.#report);
        first.set(name.text, name.span);
      } else
        this.#report.add(
          {
            span: name.span,
            related: [{ message: "declared here first", span: earlier }],
          },
          declaredTwice({ name: name.text, what: "enum member" }),
        );
    }
    return [...first.keys()];
  }
}
