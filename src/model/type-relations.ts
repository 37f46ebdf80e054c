import { posix } from "node:path";
import type { ImportedType, Type } from "./types.ts";

/** Whether two types are the same; enums, records and imported types by identity. */
export function sameType(a: Type, b: Type): boolean {
  switch (a.kind) {
    case "enum":
      return b.kind === "enum" && a.enum === b.enum;
    case "record":
      return b.kind === "record" && a.record === b.record;
    case "imported":
      return (
        b.kind === "imported" &&
        a.imported.exported === b.imported.exported &&
        fileOf(a.imported) === fileOf(b.imported)
      );
    case "list":
      return b.kind === "list" && sameType(a.of, b.of);
    case "optional":
      return b.kind === "optional" && sameType(a.of, b.of);
    default:
      return a.kind === b.kind;
  }
}

/** The file that an imported type comes from, whichever spec names it. */
function fileOf({ from, span }: ImportedType): string {
  return posix.join(posix.dirname(span.file.path), from);
}

/** The type without null: of `Fill?` it is `Fill`. */
export function baseOf(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}

/** The type with null; what may be null already stays as it is. */
export function optionalOf(type: Type): Type {
  return type.kind === "optional" || type.kind === "null"
    ? type
    : { kind: "optional", of: type };
}

/** Whether a value of the type may be null. */
export function mayBeNull(type: Type): boolean {
  return type.kind === "optional" || type.kind === "null";
}

/** As it is written in a spec: `Fill?`, `number[]`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "enum":
      return type.enum.name;
    case "record":
      return type.record.name;
    case "imported":
      return type.imported.name;
    case "list":
      return `${typeText(type.of)}[]`;
    case "optional":
      return `${typeText(type.of)}?`;
    default:
      return type.kind;
  }
}
