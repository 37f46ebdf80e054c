import { statSync } from "node:fs";
import { resolve } from "node:path";
import {
  settle,
  type Diagnostic,
  type RuleSettings,
  type Settled,
  type Summary,
} from "../diagnostics/index.ts";
import type { Strategy } from "../compile.ts";
import type { Project } from "./project.ts";
import { readStandardInput, readText } from "./read-text.ts";
import { settledStampOf, type ReadFile } from "./seen-file.ts";
import { spellingIn, STANDARD_INPUT } from "./standard-input.ts";

/** A spec, compiled. */
export interface CompiledSpec {
  /** Null where there is nothing to emit, or an error. */
  readonly text: string | null;
  /** Of this spec, in order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly spec: ReadFile;
  /** Every other file that was looked at. */
  readonly imports: readonly ReadFile[];
}

/** The compiler with a disk: it reads specs and what they import, and keeps what there is to say about all of them. */
export class Compiler {
  readonly #project: Project;
  readonly #rules: RuleSettings;
  readonly #imports = new Map<string, ReadFile | null>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #paths: string[] = [];
  #omitted: Summary = { errors: 0, warnings: 0, infos: 0 };

  constructor(project: Project, rules: RuleSettings) {
    this.#project = project;
    this.#rules = rules;
  }

  /** @throws UsageError if it, or what it imports, cannot be read */
  async check(spec: string): Promise<void> {
    await this.#compile(spec, false);
  }

  /** @throws UsageError if it, or what it imports, cannot be read */
  build(spec: string): Promise<CompiledSpec> {
    return this.#compile(spec, true);
  }

  /** The strategies of a spec; null if it has errors. @throws UsageError as the others */
  async strategiesIn(spec: string): Promise<readonly Strategy[] | null> {
    const before = this.#diagnostics.length;
    const { strategies } = await this.#compile(spec, false);
    const errors = this.#diagnostics.slice(before).filter(isError);
    return errors.length === 0 ? strategies : null;
  }

  /** Of the specs that were compiled, in that order. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  get hasErrors(): boolean {
    return this.#diagnostics.some(isError);
  }

  /** All that there is to say, once, in order. */
  settled(): Settled {
    const { diagnostics, summary, omitted } = settle(this.#diagnostics);
    return {
      diagnostics,
      summary: added(summary, this.#omitted),
      omitted: added(omitted, this.#omitted),
    };
  }

  async #compile(
    spec: string,
    emit: boolean,
  ): Promise<CompiledSpec & { readonly strategies: readonly Strategy[] }> {
    const { compile } = await import("../compile.ts");
    const source = this.#source(spec);
    this.#paths.push(source.path);
    const imports = new Map<string, ReadFile>();
    const read = (path: string): string | null => {
      const file = this.#import(path);
      if (file !== null) imports.set(path, file);
      return file?.text ?? null;
    };
    const compiled = await compile([source], {
      read,
      emit,
      rules: this.#rules,
    });
    const { diagnostics, omitted, files, models } = compiled;
    this.#diagnostics.push(...diagnostics);
    this.#omitted = added(this.#omitted, omitted);
    return {
      text: files[0]?.text ?? null,
      diagnostics,
      spec: source,
      imports: [...imports.values()],
      strategies: models.flatMap(({ strategies }) => strategies),
    };
  }

  #source(spec: string): ReadFile {
    if (spec !== STANDARD_INPUT) return this.#read(spec);
    const text = readStandardInput("standard input");
    return { path: `<stdin>.${spellingIn(text)}`, stamp: null, text };
  }

  #import(path: string): ReadFile | null {
    const known = this.#imports.get(path);
    if (known !== undefined) return known;
    const file = isFile(resolve(this.#project.root, path))
      ? this.#read(path)
      : null;
    this.#imports.set(path, file);
    return file;
  }

  #read(path: string): ReadFile {
    const absolute = resolve(this.#project.root, path);
    // Before the text: a change in between is seen the next time.
    const stamp = settledStampOf(absolute);
    return { path, stamp, text: readText(absolute, path) };
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function added(a: Summary, b: Summary): Summary {
  return {
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
  };
}
