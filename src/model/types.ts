import type { Span } from "../source/index.ts";

/** A value type. Two types are the same when `sameType` says so; enums and records are compared by identity. */
export type Type =
  | { readonly kind: "number" | "string" | "boolean" | "duration" | "instant" }
  | { readonly kind: "null" }
  | { readonly kind: "enum"; readonly enum: EnumType }
  | { readonly kind: "record"; readonly record: RecordType }
  | { readonly kind: "list"; readonly of: Type }
  /** Never nested, never around null. */
  | { readonly kind: "optional"; readonly of: Type }
  | { readonly kind: "imported"; readonly imported: ImportedType };

export interface EnumType {
  readonly name: string;
  readonly members: readonly string[];
  readonly doc: string | null;
  readonly span: Span;
}

/** `type Fill = { … }`, and the shapes of payloads. */
export interface RecordType {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly doc: string | null;
  readonly span: Span;
}

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly doc: string | null;
  readonly span: Span;
}

/** A TypeScript type, opaque here: it can be copied, compared with null and passed on. */
export interface ImportedType {
  /** Its name where it is declared. */
  readonly exported: string;
  /** Its name in this spec. */
  readonly name: string;
  /** As the spec has it, relative to the spec. */
  readonly from: string;
  readonly span: Span;
}
