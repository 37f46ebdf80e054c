import type { Body, Statement, Stereotype, Words } from "./diagram.ts";
import { readId, readLabel, skipStyle } from "./id.ts";
import type { Remarks } from "../../remarks.ts";
import type { Scanner } from "./scanner.ts";

type State = Extract<Statement, { kind: "state" }>;

const STEREOTYPE = /[^\S\n]*(?:<<\s*([\w* ]+?)\s*>>|\[\[\s*([\w* ]+?)\s*\]\])/y;

/** Those of mermaid, and those that PlantUML has beside them. */
const STEREOTYPES: Readonly<Record<string, Stereotype>> = {
  choice: "choice",
  fork: "fork",
  join: "join",
  start: "start",
  end: "end",
  history: "history",
  "history*": "deep history",
  deephistory: "deep history",
};

/** Whether the word `state` stands here as a word of the language: a state may be called so. */
export function isStateKeyword(scanner: Scanner): boolean {
  return scanner.sees(/state[^\S\n]+(?![^\S\n]*(?:-->|:|$))\S/iy);
}

/** `state id`, `state "text" as id`, `state id <<choice>>`, each with or without `{ … }`. */
export function readDeclaration(
  scanner: Scanner,
  remarks: Remarks,
  inner: (opened: number) => Body,
): State | null {
  scanner.take(/state[^\S\n]+/iy);
  const title = readTitle(scanner, remarks);
  const id = title === "broken" ? null : readId(scanner);
  if (title === "broken" || id === null) {
    if (title !== "broken")
      remarks.error(
        scanner.next.span,
        `expected a state's name, and here stands \`${scanner.next.text}\``,
        'a state is `state X`, or `state "text" as X`',
      );
    scanner.skipLine();
    return null;
  }
  const stereotype = readStereotype(scanner, remarks);
  skipStyle(scanner);
  const label = readLabel(scanner);
  const description = joined(title, label);
  const body = readBody(scanner, inner);
  return { kind: "state", id, declared: true, description, stereotype, body };
}

/** `"text" as`, without the quotes; null where the name comes at once. */
function readTitle(
  scanner: Scanner,
  remarks: Remarks,
): Words | null | "broken" {
  const start = scanner.at;
  if (!scanner.sees(/"/y)) return null;
  const found = scanner.take(/"([^"]*)"/y);
  const isNamed = scanner.sees(/[^\S\n]*as[^\S\n]+/iy);
  if (found === null || (found[0].includes("\n") && !isNamed)) {
    scanner.at = start;
    remarks.error(
      scanner.span(start),
      "this quote is never closed",
      'a state with a description is `state "text" as X`',
    );
    return "broken";
  }
  const words = scanner.words(start + 1, scanner.at - 1);
  if (scanner.take(/[^\S\n]*as[^\S\n]+/iy) !== null) return words;
  remarks.error(
    words.span,
    "this state has a description and no name",
    'behind the description stands the name: `state "text" as X`',
  );
  return "broken";
}

function readStereotype(scanner: Scanner, remarks: Remarks): Stereotype | null {
  const start = scanner.at;
  const found = scanner.take(STEREOTYPE);
  if (found === null) return null;
  const word = (found[1] ?? found[2] ?? "").toLowerCase().replaceAll(" ", "");
  const known = Object.hasOwn(STEREOTYPES, word)
    ? STEREOTYPES[word]
    : undefined;
  if (known !== undefined) return known;
  remarks.lost(
    scanner.since(start).span,
    `nothing is known of \`<<${word}>>\``,
    `a state may be ${Object.keys(STEREOTYPES).slice(0, 3).join(", ")}; without it this one is an ordinary state`,
  );
  return null;
}

/** The brace may stand on a line of its own. */
function readBody(
  scanner: Scanner,
  inner: (opened: number) => Body,
): Body | null {
  const found = scanner.take(/\s*\{/y);
  return found === null ? null : inner(scanner.at - 1);
}

function joined(title: Words | null, label: Words | null): Words | null {
  if (title === null || label === null) return title ?? label;
  return { ...title, text: `${title.text}\n${label.text}` };
}
