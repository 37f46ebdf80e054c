/** What the compiler promises of any text whatever. */
import { stripTypeScriptTypes } from "node:module";
import { compile, type Compiled } from "../../src/compile.ts";
import {
  renderJson,
  renderText,
  type Diagnostic,
  type Settled,
} from "../../src/diagnostics/index.ts";
import { renderGithub } from "../../src/diagnostics/render/github.ts";
import { renderJunit } from "../../src/diagnostics/render/junit.ts";
import { renderSarif } from "../../src/diagnostics/render/sarif.ts";
import { convert } from "../../src/format/index.ts";
import { SourceFile, spellingOf, type Span } from "../../src/source/index.ts";

/** A promise that was not kept. Two of one kind and detail are one fault. */
export interface Broken {
  readonly kind:
    | "throws"
    | "place"
    | "words"
    | "fix"
    | "render"
    | "unsteady"
    | "emit"
    | "format"
    | "hangs";
  readonly detail: string;
}

export interface Answer {
  readonly broken: readonly Broken[];
  /** Findings of every severity. */
  readonly findings: number;
  /** No error: TypeScript was made. */
  readonly clean: boolean;
}

export interface Asked {
  readonly path: string;
  readonly text: string;
  /** The other specs, for imports. */
  readonly read: (path: string) => string | null;
  /** Compiles it a second time, and compares. */
  readonly twice: boolean;
}

export async function ask(asked: Asked): Promise<Answer> {
  const broken: Broken[] = [];
  const compiled = await attempted("throws", broken, () => compiledFrom(asked));
  if (compiled === null) return { broken, findings: 0, clean: false };
  const known = new Map([[asked.path, asked.text]]);
  const textOf = (path: string): string | null =>
    known.get(path) ?? asked.read(path);
  for (const each of compiled.diagnostics)
    broken.push(...brokenIn(each, textOf, asked.text));
  const shown = await attempted("render", broken, () =>
    rendered(compiled, asked),
  );
  if (asked.twice && shown !== null) {
    const again = await compiledFrom(asked);
    if (rendered(again, asked) !== shown)
      broken.push({
        kind: "unsteady",
        detail: "other findings the second time",
      });
  }
  const clean = compiled.summary.errors === 0;
  if (clean) await useful(compiled, asked, broken);
  return { broken, findings: compiled.diagnostics.length, clean };
}

function compiledFrom({ path, text, read }: Asked): Promise<Compiled> {
  return compile([{ path, text }], { read });
}

/** What else can be done with a text that has no errors: the TypeScript made of it is some, and both spellings can say it. */
async function useful(
  { files }: Compiled,
  { path, text }: Asked,
  broken: Broken[],
): Promise<void> {
  for (const file of files)
    await attempted("emit", broken, () => stripTypeScriptTypes(file.text));
  const source = new SourceFile(path, text, spellingOf(path));
  for (const spelling of ["fsm", "yaml"] as const)
    await attempted("format", broken, () => convert(source, spelling));
}

function rendered(settled: Settled, { path }: Asked): string {
  return [
    renderText(settled, { verbose: true }),
    renderText(settled, { colour: true, width: 40 }),
    renderJson(settled, [path]),
    renderSarif(settled, [path], "0.0.0"),
    renderGithub(settled, true),
    renderJunit(settled, [path], true),
  ].join("\n");
}

function* brokenIn(
  { code, message, why, help, span, related, path, fixes }: Diagnostic,
  textOf: (path: string) => string | null,
  own: string,
): Generator<Broken> {
  const places = [span, ...related.map((each) => each.span)];
  for (const place of places) {
    const wrong = misplaced(place, textOf);
    if (wrong !== null) yield { kind: "place", detail: `${code}: ${wrong}` };
  }
  const words = [message, why, help, ...related.map((each) => each.message)];
  if (words.some((each) => each.trim() === ""))
    yield { kind: "words", detail: `${code} has none` };
  const slip = /undefined|NaN|\[object|null pointer/.exec(words.join(" "))?.[0];
  if (slip !== undefined && !own.includes(slip))
    yield { kind: "words", detail: `${code} says ${slip}` };
  if (path.some(({ from, on, to }) => [from, on, to].includes("")))
    yield { kind: "words", detail: `${code} has a path with an empty step` };
  for (const { title, edits } of fixes) {
    if (title === "" || edits.length === 0)
      yield { kind: "fix", detail: `${code}: a fix of nothing` };
    const sorted = edits.toSorted((a, b) => a.span.start - b.span.start);
    for (const [index, edit] of sorted.entries()) {
      const wrong = misplaced(edit.span, textOf);
      if (wrong !== null) yield { kind: "fix", detail: `${code}: ${wrong}` };
      const next = sorted[index + 1];
      if (
        next !== undefined &&
        next.span.file.path === edit.span.file.path &&
        next.span.start < edit.span.end
      )
        yield { kind: "fix", detail: `${code}: two edits of one place` };
    }
  }
}

/** Null where a place lies in its file, and its file is one of the specs. */
function misplaced(
  { file, start, end }: Span,
  textOf: (path: string) => string | null,
): string | null {
  const text = textOf(file.path);
  if (text === null) return `in ${file.path}, which is no spec`;
  if (file.text !== text) return `in another text of ${file.path}`;
  if (!(start >= 0 && start <= end && end <= text.length))
    return `a place that is not in its file`;
  return null;
}

async function attempted<T>(
  kind: Broken["kind"],
  broken: Broken[],
  work: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    broken.push({ kind, detail: describe(error) });
    return null;
  }
}

/** The message, and the innermost place of our own. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /\/((?:src|grammar)\/[\w/.-]+:\d+)/.exec(
    error.stack ?? "",
  )?.[1];
  const message = error.message.split("\n", 1)[0]?.slice(0, 120) ?? "";
  return `${error.name}: ${message}${place === undefined ? "" : ` at ${place}`}`;
}
