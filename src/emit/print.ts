/** Only this file knows ts-morph. One structure a file, forgotten when its text has been taken. */
import { Project, StructureKind, ts, type SourceFileStructure } from "ts-morph";

let project: Project | null = null;

function sharedProject(): Project {
  project ??= new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  });
  return project;
}

/**
 * The text of a file, which is a program: whatever a spec says, it has not become something else.
 *
 * @param sections of the file from top to bottom, laid out
 * @throws Error if TypeScript cannot parse it, which is a mistake of the emitter
 */
export function print(path: string, sections: readonly string[]): string {
  const structure: SourceFileStructure = {
    kind: StructureKind.SourceFile,
    statements: [...sections],
  };
  // Without `overwrite`: files are forgotten, and to look for one takes a fifth of the time of the rest.
  const file = sharedProject().createSourceFile(path, structure);
  try {
    const [problem] = syntaxProblems(file.compilerNode);
    if (problem !== undefined)
      throw new Error(`what was emitted for ${path} is no program: ${problem}`);
    return file.getFullText();
  } finally {
    file.forget();
  }
}

/** What the parser itself noted: a program or a transpilation would find the same, and takes three times as long as all else. */
function syntaxProblems(file: ts.SourceFile): readonly string[] {
  if (!("parseDiagnostics" in file) || !Array.isArray(file.parseDiagnostics))
    throw new Error("this TypeScript does not say what its parser found");
  const found: readonly unknown[] = file.parseDiagnostics;
  return found.map((each) =>
    typeof each === "object" && each !== null && "messageText" in each
      ? String(each.messageText)
      : "",
  );
}
