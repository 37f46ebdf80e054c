import type { Member } from "../../syntax/index.ts";
import type { Words } from "./diagram/diagram.ts";
import { parseMembers } from "./fragments.ts";
import type { Remarks } from "../remarks.ts";

/** What fsmc wrote into the comments of its own drawing, because a drawing has no place for it. */
export interface Declarations {
  readonly name: string;
  /** Before the strategy: imports of types. */
  readonly imports: readonly string[];
  readonly doc: readonly string[];
  readonly members: readonly Member[];
  /** The members as they are written. */
  readonly lines: readonly string[];
}

/** Null where the diagram is not one of fsmc's own. */
export function readDeclarations(
  comments: readonly Words[],
  remarks: Remarks,
): Declarations | null {
  const at = comments.findIndex(({ text }) => /^strategy \w+$/.test(text));
  const strategy = comments[at];
  if (strategy === undefined) return null;
  const before = comments.slice(0, at).map(({ text }) => text);
  const lines = comments.slice(at + 1).map(({ text }) => text);
  const members = parseMembers(lines.join("\n"));
  if (members === null)
    remarks.lost(
      strategy.span,
      "the declarations in the comments cannot be read",
      "without them only the names that the labels use are declared",
    );
  return {
    name: strategy.text.slice("strategy ".length),
    imports: before.filter((line) => line.startsWith("import ")),
    doc: before.filter((line) => line.startsWith("///")),
    members: members ?? [],
    lines: members === null ? [] : lines,
  };
}
