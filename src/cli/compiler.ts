import { dirname, resolve } from "node:path";
import {
  settle,
  type Diagnostic,
  type RuleSettings,
  type Settled,
  type Summary,
} from "../diagnostics/index.ts";
import type { Compiled, Model, Strategy } from "../compile.ts";
import type { CheckedSpec } from "./checked-spec.ts";
import { isWithin, packageAbove, type Project } from "./project.ts";
import { readStandardInput, readText } from "./read-text.ts";
import type { ReadFile } from "./seen-file.ts";
import { SpecReader } from "./spec-reader.ts";
import { spellingIn, STANDARD_INPUT } from "./standard-input.ts";
import { StrategyNames, type StrategyName } from "./strategy-names.ts";

/** A spec, compiled. */
export interface CompiledSpec {
  /** Null where there is nothing to emit, or an error. */
  readonly text: string | null;
  /** Of this spec, in order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly spec: ReadFile;
  /** Every other file that was looked at. */
  readonly imports: readonly ReadFile[];
  /** Of the concrete strategies that it declares. */
  readonly names: readonly StrategyName[];
}

/** What a spec without errors means. */
export interface Meaning {
  readonly model: Model;
  /** What is generated for it, to stand at an absolute path. */
  generate(path: string): Promise<string | null>;
}

/** The compiler with a disk: it reads specs and what they import, and keeps what there is to say about all of them. */
export class Compiler {
  readonly #project: Project;
  readonly #rules: RuleSettings;
  readonly #thorough: boolean;
  readonly #readers = new Map<string, SpecReader>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #paths: string[] = [];
  readonly #names = new StrategyNames();
  #omitted: Summary = { errors: 0, warnings: 0, infos: 0 };

  constructor(project: Project, rules: RuleSettings, thorough = false) {
    this.#project = project;
    this.#rules = rules;
    this.#thorough = thorough;
  }

  /** What is wrong with a spec, to be taken in later. @throws UsageError if it, or what it imports, cannot be read */
  async look(spec: string): Promise<CheckedSpec> {
    const compiled = await this.#compiled(spec, null);
    const { diagnostics, omitted, models, source } = compiled;
    const { path, absolute } = source;
    const names = namesIn(models);
    return { path, absolute, diagnostics, omitted, names };
  }

  /** Takes in what was found in a spec, here or in another thread. */
  take({ path, absolute, diagnostics, omitted, names }: CheckedSpec): void {
    this.#paths.push(path);
    const read = (): string => readText(absolute, path);
    const twice = this.#names.claim(names, path, read);
    this.#diagnostics.push(...diagnostics, ...twice);
    this.#omitted = added(this.#omitted, omitted);
  }

  /**
   * @param out absolute path of the folder that the file will stand in
   * @throws UsageError if it, or what it imports, cannot be read
   */
  build(spec: string, out: string): Promise<CompiledSpec> {
    return this.#compile(spec, out);
  }

  /** The strategies of a spec; null if it has errors. @throws UsageError as the others */
  async strategiesIn(spec: string): Promise<readonly Strategy[] | null> {
    const before = this.#diagnostics.length;
    const { strategies } = await this.#compile(spec, null);
    const errors = this.#diagnostics.slice(before).filter(isError);
    return errors.length === 0 ? strategies : null;
  }

  /**
   * What a spec that was checked means, and what is generated for it; null if its text means nothing (errors of group 1). Says nothing about it again.
   *
   * @throws UsageError as the others
   */
  async meaningOf(spec: string): Promise<Meaning | null> {
    // What a check of the states finds keeps nobody from looking at the code too.
    const { models, summary } = await this.#compiled(spec, null, null, false);
    const [model] = models;
    if (model === undefined || summary.errors > 0) return null;
    const generate = async (path: string): Promise<string | null> => {
      const out = dirname(path);
      const { files } = await this.#compiled(spec, out, null, false);
      return files[0]?.text ?? null;
    };
    return { model, generate };
  }

  /** What would be found in a spec if this were its text. @throws UsageError as the others */
  async findingsIn(spec: string, text: string): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await this.#compiled(spec, null, text);
    return diagnostics;
  }

  /** A spec's path as places have it. */
  pathOf(spec: string): string {
    return this.#readerFor(spec).shown(resolve(this.#project.root, spec));
  }

  /** Takes in what somebody else has found, settled. */
  add({ diagnostics, omitted }: Settled, paths: readonly string[]): void {
    this.#diagnostics.push(...diagnostics);
    this.#omitted = added(this.#omitted, omitted);
    this.#paths.push(...paths);
  }

  /** Takes in the strategies of a spec that somebody else has compiled for the same run. */
  know(names: readonly StrategyName[], absolute: string): void {
    const path = this.#readerFor(absolute).shown(absolute);
    const read = (): string => readText(absolute, path);
    this.#diagnostics.push(...this.#names.claim(names, path, read));
  }

  /** Of the specs that were compiled, in that order. */
  get paths(): readonly string[] {
    return this.#paths;
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
    out: string | null,
  ): Promise<CompiledSpec & { readonly strategies: readonly Strategy[] }> {
    const compiled = await this.#compiled(spec, out);
    const { diagnostics, omitted, files, models, source, imports } = compiled;
    this.#paths.push(source.path);
    const strategies = models.flatMap((model) => model.strategies);
    const names = namesIn(models);
    const twice = this.#names.claim(names, source.path, () => source.text);
    this.#diagnostics.push(...diagnostics, ...twice);
    this.#omitted = added(this.#omitted, omitted);
    return {
      text: files[0]?.text ?? null,
      diagnostics,
      spec: source,
      imports,
      names,
      strategies,
    };
  }

  async #compiled(
    spec: string,
    out: string | null,
    text: string | null = null,
    checks = true,
  ): Promise<
    Compiled & { readonly source: ReadFile; readonly imports: ReadFile[] }
  > {
    const { compile } = await import("../compile.ts");
    const reader = this.#readerFor(spec);
    const source =
      spec === STANDARD_INPUT ? standardInput() : reader.spec(spec);
    const imports = new Map<string, ReadFile>();
    const read = (path: string): string | null => {
      const file = reader.import(path);
      if (file !== null) imports.set(path, file);
      return file?.text ?? null;
    };
    const { path } = source;
    const compiled = await compile([{ path, text: text ?? source.text }], {
      read,
      rules: this.#rules,
      thorough: this.#thorough,
      checks,
      ...(out === null ? { emit: false } : { out: reader.shown(out) }),
    });
    return { ...compiled, source, imports: [...imports.values()] };
  }

  /** A spec from outside of the project belongs to another: that of its own folder. */
  #readerFor(spec: string): SpecReader {
    const { root } = this.#project;
    const path = resolve(root, spec);
    const base = isWithin(path, root) ? root : packageAbove(dirname(path));
    const known = this.#readers.get(base);
    if (known !== undefined) return known;
    const reader = new SpecReader(base);
    this.#readers.set(base, reader);
    return reader;
  }
}

function standardInput(): ReadFile {
  const text = readStandardInput("standard input");
  const path = `<stdin>.${spellingIn(text)}`;
  return { path, absolute: path, stamp: null, text };
}

/** Of the concrete strategies. */
function namesIn(models: readonly Model[]): readonly StrategyName[] {
  return models
    .flatMap(({ strategies }) => strategies)
    .filter((each) => !each.abstract)
    .map(({ name, span: { start, end } }) => ({ name, start, end }));
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function added(a: Summary, b: Summary): Summary {
  return {
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
  };
}
