import { posix } from "node:path";
import {
  groupOf,
  RULE_NAMES,
  settle,
  withoutAllowed,
  type Diagnostic,
  type RuleSettings,
  type Settled,
} from "./diagnostics/index.ts";
import { build, importedPath, type LoadedSpec } from "./model/build.ts";
import type { Allow, Model } from "./model/index.ts";
import { SourceFile, spellingOf } from "./source/index.ts";
import { parseFsm, type ParsedFile } from "./syntax/from-fsm.ts";

export type { Model, Param, Strategy, Type } from "./model/index.ts";

/** A text to compile. */
export interface Source {
  /** Relative to the project, with forward slashes; its ending says which spelling it has. */
  readonly path: string;
  readonly text: string;
}

export interface CompileOptions {
  /** The text of another file of the project, for imports; null where there is none, which is the default. Asked at most once for each path. */
  readonly read?: (path: string) => string | null;
  /** Severities that differ from the rules' own; they have been through `ruleSetting`. */
  readonly rules?: RuleSettings;
  /** Groups 2 and 3 of the checks. Default true. */
  readonly checks?: boolean;
  /** Ten times the limits of the search for open positions (FSM219). Default false. */
  readonly thorough?: boolean;
  /** Whether to make TypeScript, where there is no error. Default true. */
  readonly emit?: boolean;
  /** The folder that generated files will stand in, relative to the project. Default `generated`. */
  readonly out?: string;
}

/** What is generated for one spec. */
export interface EmittedFile {
  /** In `out`, the spec's base name with `.ts`. */
  readonly path: string;
  readonly text: string;
  /** The spec. */
  readonly source: string;
}

/** `diagnostics` are sorted, without duplicates and at most a hundred; `summary` counts all. */
export interface Compiled extends Settled {
  /** What each source means, in their order; of use also where there are findings. */
  readonly models: readonly Model[];
  /** Empty where anything is in error. A spec of abstract strategies only has no file. */
  readonly files: readonly EmittedFile[];
}

/**
 * From texts to what they mean, what is wrong with them, and TypeScript: parse → build → check → emit. Reads nothing but by
 * `read`, and throws only what that throws. Asynchronous because each stage loads what it needs when it is needed.
 */
export async function compile(
  sources: readonly Source[],
  options: CompileOptions = {},
): Promise<Compiled> {
  const specs = new Specs(sources, options.read ?? (() => null));
  for (const { path } of sources) await specs.parseAll(path);
  const built = sources.flatMap(({ path }) => {
    const parsed = specs.parsed(path);
    return parsed === null
      ? []
      : [build(parsed.file, specs, wholeness(parsed))];
  });
  const models = built.map(({ model }) => model);
  const found = [
    ...specs.diagnostics,
    ...built.flatMap(({ diagnostics }) => diagnostics),
  ];
  const settled =
    options.checks === false
      ? settle(found, ruled(options))
      : await checked(models, found, options);
  if (options.emit === false || settled.summary.errors > 0)
    return { models, files: [], ...settled };
  return { models, ...(await emitted(models, settled, options)) };
}

async function emitted(
  models: readonly Model[],
  settled: Settled,
  { out = "generated" }: CompileOptions,
): Promise<Settled & Pick<Compiled, "files">> {
  const { emit } = await import("./emit/index.ts");
  const files = models.flatMap((model): EmittedFile[] => {
    const source = model.source.path;
    const outputPath = posix.join(out, `${posix.parse(source).name}.ts`);
    const file = emit(model, { outputPath });
    return file === null ? [] : [{ ...file, source }];
  });
  return { ...settled, files };
}

async function checked(
  models: readonly Model[],
  found: readonly Diagnostic[],
  options: CompileOptions,
): Promise<Settled> {
  const { allowsIn, check, CHECKED, LIMITS, THOROUGH } =
    await import("./checks/index.ts");
  const written = models.flatMap(({ strategies }) =>
    strategies.flatMap(({ allows }) => allows),
  );
  const errors = withoutAllowed(found, written);
  const limits = options.thorough === true ? THOROUGH : LIMITS;
  const findings = models.flatMap((model) => check(model, errors, limits));
  // Of a strategy with errors only those count that silence something: of the others nobody knows.
  const silencing = written.filter(
    (allow) => withoutAllowed(found, [allow]).length < found.length,
  );
  const judging = models
    .flatMap((model) => allowsIn(model, errors))
    .filter((allow) => isJudged(allow, findings, written));
  return settle([...found, ...findings], {
    ...ruled(options),
    allows: [...new Set([...judging, ...silencing])],
    judged: new Set([...CHECKED, ...MEANING]),
  });
}

/** Where a position is forgotten, what else is said of positions may wait for that: of such an `@allow` nobody knows. */
function isJudged(
  allow: Allow,
  findings: readonly Diagnostic[],
  allows: readonly Allow[],
): boolean {
  if (groupOf(allow.rule) !== 4) return true;
  const isForgotten = withoutAllowed(findings, allows).some(
    ({ rule, severity }) => groupOf(rule) === 4 && severity === "error",
  );
  return (
    !isForgotten || withoutAllowed(findings, [allow]).length < findings.length
  );
}

/** The rules of group 1, which are judged while the model is built. */
const MEANING = RULE_NAMES.filter((rule) => groupOf(rule) === 1);

function ruled({ rules }: CompileOptions): { readonly rules?: RuleSettings } {
  return rules === undefined ? {} : { rules };
}

/** How much of a text was understood. */
function wholeness({ diagnostics, unread, misread }: ParsedFile) {
  return { complete: diagnostics.length === 0, unread, misread };
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

  /** Parses a spec and all that it imports. The parser of YAML is loaded for the first that is spelt so. */
  async parseAll(path: string): Promise<void> {
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.#parsed.has(next)) continue;
      const text = this.#texts.get(next) ?? this.#read(next);
      const parsed = text === null ? null : await parse(next, text);
      this.#parsed.set(next, parsed);
      if (parsed === null) continue;
      this.diagnostics.push(...parsed.diagnostics);
      for (const { kind, from } of parsed.file.imports) {
        const imported = importedPath(next, from.text, kind);
        if (kind === "spec" && imported.path !== null)
          waiting.push(imported.path);
      }
    }
  }

  parsed(path: string): ParsedFile | null {
    return this.#parsed.get(path) ?? null;
  }

  load(path: string): LoadedSpec | null {
    const parsed = this.parsed(path);
    if (parsed === null) return null;
    return { file: parsed.file, ...wholeness(parsed) };
  }

  exists(path: string): boolean {
    return this.#texts.has(path) || this.#read(path) !== null;
  }
}

async function parse(path: string, text: string): Promise<ParsedFile> {
  const source = new SourceFile(path, text, spellingOf(path));
  if (source.spelling === "yaml") {
    const { parseYaml } = await import("./syntax/from-yaml.ts");
    return parseYaml(source);
  }
  return parseFsm(source);
}
