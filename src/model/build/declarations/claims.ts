import {
  changedDeclaration,
  declaredTwice,
  saidTwice,
} from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Report } from "../report.ts";

interface Entry {
  readonly kind: string;
  readonly layer: number;
  readonly span: Span;
}

/** The right of one layer to names: once in each space, and a parent's again only as the same kind. */
export class Claims {
  readonly #report: Report;
  readonly #here = new Map<
    object,
    Map<string, { readonly kind: string; readonly span: Span }>
  >();

  constructor(report: Report) {
    this.#report = report;
  }

  /** Whether the name may be declared; where a parent has it, `redeclared` then says what has changed. */
  claim(
    space: ReadonlyMap<string, Entry>,
    name: Ast.Name,
    kind: Entry["kind"],
  ): boolean {
    const here =
      this.#here.get(space) ??
      new Map<string, { readonly kind: string; readonly span: Span }>();
    this.#here.set(space, here);
    const earlier = here.get(name.text);
    if (earlier !== undefined) {
      this.twice(name, kind, earlier);
      return false;
    }
    here.set(name.text, { kind, span: name.span });
    const inherited = space.get(name.text);
    if (inherited === undefined || inherited.kind === kind) return true;
    this.#changed(
      name,
      labelOf(kind),
      `it is declared as ${an(labelOf(inherited.kind))} there`,
      inherited.span,
    );
    return false;
  }

  twice(
    name: Ast.Name,
    kind: string,
    first: { readonly kind: string; readonly span: Span },
  ): void {
    this.#report.lose(name);
    this.#report.add(
      {
        span: name.span,
        related: [{ message: "declared here first", span: first.span }],
      },
      declaredTwice({
        name: name.text,
        what: labelOf(kind),
        first: labelOf(first.kind),
      }),
    );
  }

  /** Of a modifier or an effect word. */
  saidTwice({ word, span }: Ast.Modifier<string>, first: Span): void {
    this.#report.add(
      { span, related: [{ message: "the first one", span: first }] },
      saidTwice({ word }),
    );
  }

  /** `difference`: what is not as the parent has it; null where nothing is. */
  redeclared(
    name: Ast.Name,
    what: string,
    difference: string | null,
    parent: Span,
  ): void {
    if (difference !== null) this.#changed(name, what, difference, parent);
  }

  #changed(
    name: Ast.Name,
    what: string,
    difference: string,
    parent: Span,
  ): void {
    this.#report.add(
      {
        span: name.span,
        related: [{ message: "the parent's declaration", span: parent }],
      },
      changedDeclaration({ name: name.text, what, difference }),
    );
  }
}

/** How messages call what the builder keeps by kind. */
function labelOf(kind: string): string {
  if (kind === "field") return "context field";
  if (kind === "imported") return "imported type";
  return kind === "record" ? "type" : kind;
}

function an(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
