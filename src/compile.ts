import type { Diagnostic } from "./diagnostics/index.ts";
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
  readonly read: (path: string) => string | null;
}

export interface Compiled {
  /** What each source means, in their order; of use also where there are findings. */
  readonly models: readonly Model[];
  readonly diagnostics: readonly Diagnostic[];
}

/** From texts to what they mean and what is wrong with it: parse → build. Reads nothing but by `read`; never throws. */
export function compile(
  sources: readonly Source[],
  options: CompileOptions,
): Compiled {
  const specs = new Specs(sources, options);
  const parsed = sources.map(({ path }) => specs.parse(path));
  const built = parsed.flatMap((each) =>
    each === null ? [] : [build(each.file, specs)],
  );
  return {
    models: built.map(({ model }) => model),
    diagnostics: [
      ...specs.diagnostics,
      ...built.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** The specs of one compilation, each read and parsed once, however many import it. */
class Specs {
  readonly diagnostics: Diagnostic[] = [];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #read: CompileOptions["read"];
  readonly #parsed = new Map<string, ParsedFile | null>();

  constructor(sources: readonly Source[], { read }: CompileOptions) {
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
