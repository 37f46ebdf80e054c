import type { SourceFile } from "../../../source/index.ts";
import { EDGE, type Body, type Diagram, type Statement } from "./diagram.ts";
import { plainText } from "./plain-text.ts";
import type { Remarks } from "../../remarks.ts";
import { Scanner } from "./scanner.ts";
import { readNote } from "./note.ts";
import { isStateKeyword, readDeclaration } from "./declaration.ts";
import { readId, readLabel, skipStyle } from "./id.ts";

/** Deeper ones nobody draws, and every level is a call. */
const DEEPEST = 200;
/** Characters. */
const LONGEST = 4_000_000;

/** Reads a diagram; null where the text is none. What a statement has wrong is in the remarks, and the next are read too. */
export function parseDiagram(
  source: SourceFile,
  remarks: Remarks,
): Diagram | null {
  if (source.text.length > LONGEST) {
    remarks.error(
      { file: source, start: 0, end: 1 },
      `the text has ${source.text.length} characters, and at most ${LONGEST} are read`,
      "nobody could look at such a drawing",
    );
    return null;
  }
  const { text, title, declarations } = plainText(source, remarks);
  if (remarks.failed && text.trim() === "") return null;
  return new DiagramParser(new Scanner(source, text), remarks).diagram(
    title,
    declarations,
  );
}

/** What only says how the diagram is drawn; none of it is part of a machine. */
const DRAWING = [
  /direction[^\S\n]+(?:TB|TD|BT|LR|RL)\b/iy,
  /hide[^\S\n]+empty[^\S\n]+description\b/iy,
  /scale[^\S\n]+[^\n]*/iy,
  /classDef[^\S\n]+[^\n]*/iy,
  /class[^\S\n]+[\w*[\]]+[^\S\n]*(?:,[^\S\n]*[^\s,]+[^\S\n]*)*[^\S\n]+[\w-]+[^\S\n]*(?=[\n;}]|$)/iy,
  /style[^\S\n]+[\w,]+[^\S\n]+[^\n]*/iy,
  /click[^\S\n]+[^\n]*/iy,
] as const;

class DiagramParser {
  readonly #scanner: Scanner;
  readonly #remarks: Remarks;
  readonly #descriptions: Diagram["descriptions"][number][] = [];
  #title: Diagram["title"] = null;
  #depth = 0;

  constructor(scanner: Scanner, remarks: Remarks) {
    this.#scanner = scanner;
    this.#remarks = remarks;
  }

  diagram(
    title: Diagram["title"],
    declarations: Diagram["declarations"],
  ): Diagram | null {
    const scanner = this.#scanner;
    scanner.skipEmpty();
    if (!scanner.take(/stateDiagram(?:-v2)?(?![\w-])/iy)) {
      const { text, span } = scanner.next;
      this.#remarks.error(
        span,
        `a state diagram begins with \`stateDiagram-v2\`, and here stands ${text === "" ? "nothing" : `\`${text}\``}`,
        "other kinds of mermaid diagrams are no machines",
      );
      return null;
    }
    const behind = scanner.at;
    if (scanner.take(/[^\s;]+/y))
      this.#remarks.lost(
        scanner.since(behind).span,
        "behind the diagram's name stands what means nothing there",
        "mermaid does not draw it either; the rest is read without it",
      );
    this.#title = title;
    const body = this.#body(null);
    return {
      title: this.#title,
      descriptions: this.#descriptions,
      declarations,
      body,
    };
  }

  /** `opened`: where the brace stands that this is inside of; null for the whole diagram. */
  #body(opened: number | null): Body {
    const scanner = this.#scanner;
    const start = scanner.at;
    const regions: Statement[][] = [[]];
    for (;;) {
      scanner.skipEmpty();
      if (scanner.isAtEnd) {
        if (opened !== null)
          this.#remarks.error(
            scanner.span(opened),
            "this brace is never closed",
            "a composite state ends with `}`",
          );
        break;
      }
      const at = scanner.at;
      if (scanner.take(/\}/y)) {
        if (opened !== null) break;
        this.#remarks.error(
          scanner.span(at),
          "this brace closes nothing",
          "only a composite state, `state X {`, ends with `}`",
        );
      } else if (scanner.take(/--+(?!>)/y)) {
        if (opened !== null) regions.push([]);
        else
          this.#remarks.error(
            scanner.span(at, 2),
            "`--` divides nothing here",
            "it stands between the regions of a composite state; put them into `state X { … }`",
          );
      } else {
        const statement = this.#statement();
        if (statement !== null) regions.at(-1)?.push(statement);
        this.#endStatement(at);
      }
    }
    const { span } = scanner.words(start, scanner.at);
    return { regions: regions.filter((each) => each.length > 0), span };
  }

  #statement(): Statement | null {
    const scanner = this.#scanner;
    if (this.#drawing() || this.#accessibility()) return null;
    if (isStateKeyword(scanner))
      return readDeclaration(scanner, this.#remarks, (opened) =>
        this.#inner(opened),
      );
    const note = readNote(scanner, this.#remarks);
    if (note?.kind === "floating") {
      this.#descriptions.push(note.text);
      return null;
    }
    return note ?? this.#mention();
  }

  #inner(opened: number): Body {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      if (this.#depth === DEEPEST + 1)
        this.#remarks.error(
          this.#scanner.span(opened),
          `states are nested more than ${DEEPEST} deep`,
          "nobody could look at such a drawing",
        );
      this.#skipToBrace();
      this.#depth -= 1;
      return { regions: [], span: this.#scanner.span(opened) };
    }
    const body = this.#body(opened);
    this.#depth -= 1;
    return body;
  }

  /** Past the brace that closes this level, whatever stands in between. */
  #skipToBrace(): void {
    let depth = 1;
    while (depth > 0 && !this.#scanner.isAtEnd) {
      this.#scanner.take(/[^{}]*/y);
      const brace = this.#scanner.take(/[{}]/y);
      if (brace !== null) depth += brace[0] === "{" ? 1 : -1;
    }
  }

  #drawing(): boolean {
    return DRAWING.some((pattern) => this.#scanner.take(pattern) !== null);
  }

  #accessibility(): boolean {
    const scanner = this.#scanner;
    const word = scanner.take(/acc(Title|Descr)\s*(?=[:{])/iy);
    if (word === null) return false;
    const start = scanner.at + 1;
    const found = scanner.sees(/:/y)
      ? scanner.take(/:[^\n]*/y)
      : scanner.take(/\{[^}]*/y);
    const text = scanner.words(start, start - 1 + (found?.[0].length ?? 1));
    scanner.take(/\}/y);
    if (/title/i.test(word[0])) this.#title ??= text;
    else this.#descriptions.push(text);
    return true;
  }

  /** `id`, `id : text`, `id --> id : label`. */
  #mention(): Statement | null {
    const scanner = this.#scanner;
    const start = scanner.at;
    const id = readId(scanner);
    if (id === null) {
      const { text, span } = scanner.next;
      this.#remarks.error(
        span,
        `expected a state, and here stands \`${text}\``,
        "a statement begins with a state's name, `[*]`, or a word such as `state` and `note`",
      );
      scanner.skipLine();
      return null;
    }
    skipStyle(scanner);
    scanner.skipBlanks();
    if (scanner.take(/--+>/y)) {
      scanner.skipBlanks();
      const to = readId(scanner);
      if (to === null) {
        this.#remarks.error(
          scanner.since(start).span,
          "this arrow leads nowhere",
          "behind `-->` stands the state that it leads to, or `[*]`",
        );
        scanner.skipLine();
        return null;
      }
      skipStyle(scanner);
      const label = readLabel(scanner);
      const { span } = scanner.since(start);
      return { kind: "transition", from: id, to, label, span };
    }
    const description = readLabel(scanner);
    return id.text === EDGE
      ? null
      : {
          kind: "state",
          id,
          declared: false,
          description,
          stereotype: null,
          body: null,
        };
  }

  /** Nothing more may stand on the line. `start`: where the statement began. */
  #endStatement(start: number): void {
    const scanner = this.#scanner;
    if (scanner.isAtEndOfStatement) return;
    const { text, span } = scanner.next;
    if (span.start > start)
      this.#remarks.error(
        span,
        /^-+>?$/.test(text)
          ? `\`${text}\` is no arrow of mermaid here`
          : `expected the end of the line, and here stands \`${text}\``,
        /^-+>?$/.test(text)
          ? "a transition is `A --> B`, one a line"
          : "a statement stands alone on its line; a label or a description begins with `:`",
      );
    scanner.skipLine();
  }
}
