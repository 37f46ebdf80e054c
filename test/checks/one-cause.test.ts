/** One mistake in a sound strategy is one finding, whatever follows from it: a word misspelt, a declaration left out. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { findingsIn } from "./findings.ts";

const root = join(import.meta.dirname, "../..");

interface Text {
  readonly path: string;
  readonly text: string;
  /** A small one: each of its words is misspelt, and what is not wrong then is judged. */
  readonly isSmall: boolean;
}

const textsAt = (pattern: string, isSmall: boolean): readonly Text[] =>
  globSync(pattern, { cwd: root })
    .toSorted()
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), "utf8"),
      isSmall,
    }));

const texts = [
  ...textsAt(
    "test/checks/type-mismatch/valid-{flat,nested,parallel,extends}.{fsm,yaml}",
    true,
  ),
  ...textsAt("strategies/*.{fsm,yaml}", false),
];

describe.each(texts)("$path", (sound) => {
  const beside = (path: string): string | null => {
    try {
      return readFileSync(join(root, dirname(sound.path), path), "utf8");
    } catch {
      return null;
    }
  };
  const found = (text: string): readonly string[] =>
    findingsIn(
      basename(sound.path),
      text,
      beside,
      sound.isSmall,
    ).diagnostics.map(
      ({ code, message, span }) =>
        `${code} ${span.file.position(span.start).line}: ${message}`,
    );

  test("a misspelt word is one finding", () => {
    const wrong = [...misspellings(sound)].flatMap(({ text, what }) => {
      const all = found(text);
      return all.length <= 1 || isKnown(all) ? [] : [{ what, all }];
    });
    expect(wrong).toEqual([]);
  });

  test("a declaration that is left out is one finding", () => {
    const wrong = [...omissions(sound)].flatMap(({ text, what }) => {
      const all = found(text);
      return all.length <= 1 || isKnown(all) ? [] : [{ what, all }];
    });
    expect(wrong).toEqual([]);
  });
});

interface Mistake {
  readonly text: string;
  readonly what: string;
}

function* misspellings({ text, isSmall }: Text): Generator<Mistake> {
  const words = [...text.matchAll(/[A-Za-z_]\w*/g)].filter(
    ({ index }) => !isProse(lineAt(text, index)),
  );
  for (const [number, { index, 0: word }] of words.entries())
    if (isSmall || number % 17 === 0)
      yield {
        text: `${text.slice(0, index)}${word}x${text.slice(index + word.length)}`,
        what: `${word}x in: ${lineAt(text, index).trim()}`,
      };
}

/** Declarations of one line, and in YAML those with what is indented below them. */
function* omissions({ path, text }: Text): Generator<Mistake> {
  const declaration = path.endsWith(".fsm")
    ? /^ {2}(?:\w+ )*(?:param|trigger|output|guard|action|activity|enum) [^{}\n]*(?:\{[^{}\n]*\})?\n(?! {4})/gm
    : /^ {2}[a-zA-Z]\w*:(?:[^\n]*)\n(?: {4,}[^\n]*\n)*/gm;
  for (const { index, 0: all } of text.matchAll(declaration))
    if (!isState(text, index))
      yield {
        text: text.slice(0, index) + text.slice(index + all.length),
        what: `without: ${all.trim()}`,
      };
}

/** In YAML: what would leave out a whole state, and much with it, or a policy's half. */
function isState(text: string, index: number): boolean {
  const section = text.slice(0, index).match(/^\w+:/gm)?.at(-1) ?? "";
  return ["states:", "errors:", "timeout:", "from:"].includes(section);
}

function lineAt(text: string, index: number): string {
  return text.slice(text.lastIndexOf("\n", index) + 1).split("\n", 1)[0] ?? "";
}

function isProse(line: string): boolean {
  return /^\s*(?:\/\/|#|doc:)/.test(line);
}

/**
 * What is two findings, and may be: a name that is missed in a parent and in its heir, each of which is a strategy of its
 * own; and in YAML a payload whose `fields` is misspelt, which is then read as a payload.
 */
function isKnown(all: readonly string[]): boolean {
  const messages = new Set(all.map((each) => each.replace(/ \d+:/, "")));
  return messages.size === 1 || all.some((each) => each.includes("no key"));
}
