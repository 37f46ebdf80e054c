import {
  declaredTwice,
  sameClass,
} from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { ImportUse } from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import { checkName } from "../names/check-name.ts";
import type { TypeEntry } from "../names/entries.ts";
import type { FileTypes } from "../names/names.ts";
import type { Report } from "../report.ts";
import type { ValueTypes } from "../types/value-types.ts";

/** A strategy and the file around it. */
export interface StrategyText {
  readonly declaration: Ast.Strategy;
  readonly file: FileScope;
}

/** What the names at the top of a file mean: its own declarations and what it imports. */
export class FileScope implements FileTypes {
  readonly file: Ast.SpecFile;
  /** False where something that should be here could not be read: names that are missing stay silent then. */
  complete = true;
  readonly #types = new Map<string, TypeEntry>();
  readonly #own = new Set<string>();
  readonly #strategies = new Map<string, StrategyText>();
  readonly #strategySpans = new Map<string, Span>();
  readonly #uses = new Map<string, Mutable<ImportUse>>();

  constructor(file: Ast.SpecFile) {
    this.file = file;
  }

  type(name: string): TypeEntry | null {
    return this.#types.get(name) ?? null;
  }

  typeNames(): Iterable<string> {
    return this.#types.keys();
  }

  strategy(name: string): StrategyText | null {
    return this.#strategies.get(name) ?? null;
  }

  strategyNames(): Iterable<string> {
    return this.#strategies.keys();
  }

  /** Names that others may import: what is declared here, not what was imported. */
  exported(name: string): TypeEntry | StrategyText | null {
    if (!this.#own.has(name)) return null;
    return this.strategy(name) ?? this.type(name);
  }

  exportedNames(): Iterable<string> {
    return this.#own;
  }

  use(name: string): void {
    const use = this.#uses.get(name);
    if (use !== undefined) use.used = true;
  }

  get imports(): readonly ImportUse[] {
    return [...this.#uses.values()];
  }

  /** Notes an imported name even where it leads nowhere, so that its uses are no second finding. */
  addImport(name: Ast.Name): void {
    this.#uses.set(name.text, {
      name: name.text,
      span: name.span,
      used: false,
    });
  }

  addType(name: Ast.Name, entry: TypeEntry, report: Report): void {
    if (this.#taken(name, this.#types.get(name.text)?.span, "type", report))
      return;
    this.#types.set(name.text, entry);
  }

  addStrategy(name: Ast.Name, text: StrategyText, report: Report): void {
    const earlier = this.#strategySpans.get(name.text);
    if (this.#taken(name, earlier, "strategy", report)) return;
    this.#strategySpans.set(name.text, name.span);
    this.#strategies.set(name.text, text);
  }

  /** Enters what the file itself declares. */
  declare(types: ValueTypes, report: Report): void {
    const { declarations, strategies } = this.file;
    for (const declaration of declarations) {
      const { name } = declaration;
      checkName(name, declaration.kind, "type", report);
      this.#own.add(name.text);
      const declared = { layer: 0, span: name.span };
      this.addType(
        name,
        declaration.kind === "enum"
          ? { kind: "enum", enum: types.enum(declaration), ...declared }
          : { kind: "record", record: types.record(declaration), ...declared },
        report,
      );
    }
    for (const declaration of declarations)
      if (declaration.kind === "type") types.fill(declaration, this);
    for (const declaration of strategies) {
      this.#own.add(declaration.name.text);
      checkName(declaration.name, "strategy", "strategy", report);
      this.addStrategy(declaration.name, { declaration, file: this }, report);
    }
    this.#checkClasses(report);
  }

  /** Generated classes begin with a capital, whatever the strategy's name begins with. */
  #checkClasses(report: Report): void {
    const classes = new Map<string, Ast.Name>();
    for (const { name, abstract } of this.file.strategies) {
      if (abstract) continue;
      const generated = name.text.charAt(0).toUpperCase() + name.text.slice(1);
      const other = classes.get(generated);
      if (other === undefined) classes.set(generated, name);
      else if (other.text !== name.text)
        report.add(
          {
            span: name.span,
            related: [{ message: "the other strategy", span: other.span }],
          },
          sameClass({ name: name.text, other: other.text }),
        );
    }
  }

  #taken(
    name: Ast.Name,
    earlier: Span | undefined,
    what: string,
    report: Report,
  ): boolean {
    if (earlier === undefined) return false;
    report.add(
      {
        span: name.span,
        related: [{ message: "declared here first", span: earlier }],
      },
      declaredTwice({ name: name.text, what }),
    );
    return true;
  }
}
