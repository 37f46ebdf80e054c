/** Only this folder and the printer of generated files know ts-morph. */
import { relative, sep } from "node:path";
import { Project, ts } from "ts-morph";
import { SourceFile, type Span } from "../../source/index.ts";

export { ts };

/** TypeScript, or its configuration, that cannot be read. Its message names the file, and the place in it. */
export class UnreadableCode extends Error {
  override readonly name = "UnreadableCode";
}

/** TypeScript that has been read and understood. Nothing of it is run, and nothing is written. */
export class Code {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly #root: string;
  readonly #generated: ReadonlySet<string>;
  readonly #texts = new Map<string, SourceFile>();

  /**
   * @param files absolute paths; what they import is found as TypeScript finds it
   * @param generated texts by absolute path, which stand in for what is on the disk
   * @param config absolute path of the `tsconfig.json`; null: what fsmc generates for
   * @param root absolute: what places are relative to
   * @throws UnreadableCode if the configuration or one of the files is wrong
   */
  constructor(
    files: readonly string[],
    generated: ReadonlyMap<string, string>,
    config: string | null,
    root: string,
  ) {
    const project = projectWith(config, root);
    for (const [path, text] of generated)
      project.createSourceFile(path, text, { overwrite: true });
    for (const path of files) project.addSourceFileAtPath(path);
    this.program = project.getProgram().compilerObject;
    this.checker = this.program.getTypeChecker();
    this.#root = root;
    this.#generated = new Set(generated.keys());
    for (const path of files) this.#requireReadable(path);
  }

  #requireReadable(path: string): void {
    const file = this.program.getSourceFile(path);
    const [problem] =
      file === undefined ? [] : this.program.getSyntacticDiagnostics(file);
    if (file === undefined || problem === undefined) return;
    const { path: shown } = this.#textOf(file);
    const { line, character } = file.getLineAndCharacterOfPosition(
      problem.start,
    );
    throw new UnreadableCode(
      `${shown}:${line + 1}:${character + 1}: this is no TypeScript: ${messageOf(problem)}`,
    );
  }

  /** @param path absolute */
  file(path: string): ts.SourceFile | null {
    return this.program.getSourceFile(path) ?? null;
  }

  spanOf(node: ts.Node): Span {
    const file = node.getSourceFile();
    const span = { file: this.#textOf(file), start: node.getStart(file) };
    // Of what fills a page the first sign is shown.
    const isLarge = ts.isObjectLiteralExpression(node) || ts.isClassLike(node);
    return { ...span, end: isLarge ? span.start + 1 : node.getEnd() };
  }

  /** Whether it was written by the strategy's author: neither generated nor of a package. */
  isOwn(node: ts.Node): boolean {
    const file = node.getSourceFile();
    return (
      !file.isDeclarationFile &&
      !this.#generated.has(file.fileName) &&
      !this.program.isSourceFileFromExternalLibrary(file)
    );
  }

  isGenerated(node: ts.Node): boolean {
    return this.#generated.has(node.getSourceFile().fileName);
  }

  /** What a name means, behind imports and exports; null where nothing is known. */
  symbolAt(node: ts.Node): ts.Symbol | null {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol === undefined ? null : this.meant(symbol);
  }

  meant(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias
      ? this.checker.getAliasedSymbol(symbol)
      : symbol;
  }

  #textOf(file: ts.SourceFile): SourceFile {
    const known = this.#texts.get(file.fileName);
    if (known !== undefined) return known;
    const path = relative(this.#root, file.fileName).replaceAll(sep, "/");
    const text = new SourceFile(path, file.text, null);
    this.#texts.set(file.fileName, text);
    return text;
  }
}

function projectWith(config: string | null, root: string): Project {
  try {
    const project = new Project({
      ...(config === null ? {} : { tsConfigFilePath: config }),
      compilerOptions: { ...(config === null ? DEFAULTS : {}), ...NEEDED },
      skipAddingFilesFromTsConfig: true,
      skipFileDependencyResolution: true,
    });
    const problem = project
      .getConfigFileParsingDiagnostics()
      .find((each) => !HARMLESS.includes(each.getCode()));
    if (problem !== undefined)
      throw new Error(messageOf(problem.compilerObject));
    return project;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const shown =
      config === null
        ? "TypeScript"
        : relative(root, config).replaceAll(sep, "/");
    throw new UnreadableCode(`${shown}: ${error.message}`);
  }
}

function messageOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, " ");
}

/** Of a configuration: it names no files (which are given here), and options that only a newer TypeScript knows. */
const HARMLESS = [18_002, 18_003, 5023];

/** What generated files are made for. */
const DEFAULTS = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
} as const satisfies ts.CompilerOptions;

/** Without these nothing, or too much, would be found. */
const NEEDED = {
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  strictNullChecks: true,
} as const satisfies ts.CompilerOptions;
