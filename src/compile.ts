import {
  settle,
  type Diagnostic,
  type RuleSettings,
  type Settled,
} from "./diagnostics/index.ts";
import type { EmittedFile } from "./emit/index.ts";
import { build, type LoadedSpec } from "./model/build.ts";
import type { Model } from "./model/index.ts";
import { SourceFile, spellingOf } from "./source/index.ts";
import { parseFsm, parseYaml, type ParsedFile } from "./syntax/index.ts";

/** A text to compile. */
export interface Source {
  /** Relative to the project, with forward slashes; its ending says which spelling it has. */
  readonly path: string;
  readonly text: string;
}

export interface CompileOptions {
  /** The text of another file of the project, for imports; null where there is none. Asked at most once for each path. */
  readonly read?: (path: string) => string | null;
  /** Severities from flags and configuration; they have been through `ruleSetting`. */
  readonly rules?: RuleSettings;
  /** Groups 2 and up; false: only what keeps the text from meaning something. Default true. */
  readonly checks?: boolean;
  /** Whether files are wanted. Default true. */
  readonly emit?: boolean;
}

export interface Compiled extends Settled {
  /** What each source means, in their order; of use also where there are findings. */
  readonly models: readonly Model[];
  /** Generated TypeScript, one for each source with a concrete strategy; none at all where there is an error. */
  readonly files: readonly EmittedFile[];
}

/**
 * From texts to generated files and all there is to say about the texts: parse → build → check → settle → emit. Reads
 * nothing but by `read`, writes nothing, and throws only what is a fault of its own.
 */
export async function compile(
  sources: readonly Source[],
  options: CompileOptions = {},
): Promise<Compiled> {
  const { rules, checks = true, emit = true } = options;
  const specs = new Specs(sources, options.read ?? (() => null));
  const parsed = sources.map(({ path }) => specs.parse(path));
  const built = parsed.flatMap((each) =>
    each === null ? [] : [build(each.file, specs)],
  );
  const models = built.map(({ model }) => model);
  const meaning = [
    ...specs.diagnostics,
    ...built.flatMap(({ diagnostics }) => diagnostics),
  ];
  const findings = checks
    ? await checked(models, meaning)
    : { diagnostics: [] };
  const settled = settle([...meaning, ...findings.diagnostics], {
    ...findings,
    ...(rules === undefined ? {} : { rules }),
  });
  if (!emit || settled.summary.errors > 0)
    return { ...settled, models, files: [] };
  return { ...settled, ...(await emitted(models, settled)), models };
}

async function checked(
  models: readonly Model[],
  errors: readonly Diagnostic[],
) {
  const { CHECKED, allowsIn, check } = await import("./checks/index.ts");
  return {
    diagnostics: models.flatMap((model) => check(model, errors)),
    allows: models.flatMap((model) => allowsIn(model, errors)),
    judged: CHECKED,
  };
}

/** Emission is loaded when it is needed: a check must not pay for it. */
async function emitted(
  models: readonly Model[],
  settled: Settled,
): Promise<Settled & { readonly files: readonly EmittedFile[] }> {
  const { emit } = await import("./emit/index.ts");
  const results = models.map((model) => emit(model));
  const refusals = results.flatMap(({ diagnostics }) => diagnostics);
  if (refusals.length > 0)
    return { ...settle([...settled.diagnostics, ...refusals]), files: [] };
  return { ...settled, files: results.flatMap(({ file }) => file ?? []) };
}

/** The specs of one compilation, each read and parsed once, however many import it. */
class Specs {
  readonly diagnostics: Diagnostic[] = [];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #read: (path: string) => string | null;
  readonly #parsed = new Map<string, ParsedFile | null>();

  constructor(
    sources: readonly Source[],
    read: (path: string) => string | null,
  ) {
    this.#texts = new Map(sources.map(({ path, text }) => [path, text]));
    this.#read = read;
  }

  parse(path: string): ParsedFile | null {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const text = this.#texts.get(path) ?? this.#read(path);
    const parsed = text === null ? null : parseText(path, text);
    if (parsed !== null) this.diagnostics.push(...parsed.diagnostics);
    this.#parsed.set(path, parsed);
    return parsed;
  }

  load(path: string): LoadedSpec | null {
    const parsed = this.parse(path);
    if (parsed === null) return null;
    return { file: parsed.file, complete: parsed.diagnostics.length === 0 };
  }

  exists(path: string): boolean {
    return this.#texts.has(path) || this.#read(path) !== null;
  }
}

function parseText(path: string, text: string): ParsedFile {
  const source = new SourceFile(path, text, spellingOf(path));
  return source.spelling === "yaml" ? parseYaml(source) : parseFsm(source);
}
