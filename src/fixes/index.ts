/** `check --fix`: changes of a text after which fewer findings are left. Pure: text in, text out. */
import { groupOf, type Diagnostic, type Fix } from "../diagnostics/index.ts";
import { SourceFile, spellingOf } from "../source/index.ts";
import { parseFsm, parseYaml } from "../syntax/index.ts";
import type * as Ast from "../syntax/ast.ts";
import { applied, compatible } from "./apply.ts";
import { fixesFor } from "./proposals.ts";

export interface FixedText {
  /** The same as before where nothing could be mended. */
  readonly text: string;
  /** What was done, in the order in which it was done. */
  readonly done: readonly string[];
  /** What was offered and would not have helped: nothing of it is in the text. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly title: string;
  readonly diagnostic: Diagnostic;
}

/** What is wrong with a text that stands at the same path. */
export type Findings = (text: string) => Promise<readonly Diagnostic[]>;

/** More rounds than this no text needs: each leaves fewer findings, or shows those that others hid. */
const MOST_ROUNDS = 50;

/**
 * Mends what can be mended, again and again until nothing changes. A change is kept only if the text parses as well as before, the finding
 * that it is for is gone, and none has come instead, but for findings that an error of the text's meaning had kept from being looked for.
 *
 * @throws what `findings` throws
 */
export async function fixText(
  path: string,
  text: string,
  findings: Findings,
): Promise<FixedText> {
  const done: string[] = [];
  let current = text;
  let known = await findings(current);
  let refused: readonly Refused[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const offers = offersFor(path, current, known);
    if (offers.length === 0) break;
    const together = batchOf(offers);
    const step =
      (await attempt(current, known, together, findings)) ??
      (await firstOf(current, known, offers, findings));
    if (step === null) {
      refused = offers.map(({ fix, diagnostic }) => ({
        title: fix.title,
        diagnostic,
      }));
      break;
    }
    done.push(...step.offers.map(({ fix }) => fix.title));
    current = step.text;
    known = step.findings;
    refused = [];
  }
  return { text: current, done, refused };
}

interface Offer {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

interface Step {
  readonly text: string;
  readonly offers: readonly Offer[];
  readonly findings: readonly Diagnostic[];
}

function offersFor(
  path: string,
  text: string,
  findings: readonly Diagnostic[],
): readonly Offer[] {
  const file = parsed(path, text);
  return findings
    .filter(({ span }) => span.file.path === path)
    .flatMap((diagnostic) =>
      fixesFor(diagnostic, file).map((fix) => ({
        diagnostic,
        fix: withLineBreaksOf(text, fix),
      })),
    )
    .filter(({ fix }) =>
      fix.edits.every(({ span }) => span.file.path === path),
    );
}

/** A text whose lines end as on Windows keeps to it. */
function withLineBreaksOf(text: string, fix: Fix): Fix {
  if (!text.includes("\r\n")) return fix;
  return {
    ...fix,
    edits: fix.edits.map((edit) => ({
      ...edit,
      text: edit.text.replaceAll(/\r?\n/g, "\r\n"),
    })),
  };
}

/** The first offer for each finding, and of those that touch each other the first. */
function batchOf(offers: readonly Offer[]): readonly Offer[] {
  const firsts = offers.filter(
    (each, index) =>
      offers.findIndex((one) => one.diagnostic === each.diagnostic) === index,
  );
  const kept = new Set(compatible(firsts.map(({ fix }) => fix.edits)));
  return firsts.filter(({ fix }) => kept.has(fix.edits));
}

async function firstOf(
  text: string,
  known: readonly Diagnostic[],
  offers: readonly Offer[],
  findings: Findings,
): Promise<Step | null> {
  for (const offer of offers) {
    const step = await attempt(text, known, [offer], findings);
    if (step !== null) return step;
  }
  return null;
}

async function attempt(
  text: string,
  known: readonly Diagnostic[],
  offers: readonly Offer[],
  findings: Findings,
): Promise<Step | null> {
  const changed = applied(
    text,
    offers.flatMap(({ fix }) => fix.edits),
  );
  if (changed === text) return null;
  const left = await findings(changed);
  const isGone = offers.every(
    ({ diagnostic }) => count(left, diagnostic) < count(known, diagnostic),
  );
  return isGone && isBetter(left, known)
    ? { text: changed, offers, findings: left }
    : null;
}

/** Errors of the text's meaning keep others from being looked for, so they count first. */
function isBetter(
  left: readonly Diagnostic[],
  known: readonly Diagnostic[],
): boolean {
  const rules = ["syntax-error", "meaning", "all"] as const;
  for (const rule of rules) {
    const [now, before] = [left, known].map(
      (each) =>
        each.filter((one) =>
          rule === "all"
            ? true
            : rule === "meaning"
              ? groupOf(one.rule) === 1
              : one.rule === "syntax-error",
        ).length,
    );
    if (now !== before) return (now ?? 0) < (before ?? 0);
  }
  return false;
}

function count(
  findings: readonly Diagnostic[],
  { code, message }: Diagnostic,
): number {
  return findings.filter(
    (each) => each.code === code && each.message === message,
  ).length;
}

function parsed(path: string, text: string): Ast.SpecFile {
  const source = new SourceFile(path, text, spellingOf(path));
  return (source.spelling === "yaml" ? parseYaml(source) : parseFsm(source))
    .file;
}
