import type { Diagnostic, Edit } from "../../diagnostics/index.ts";
import { textOf, type Span } from "../../source/index.ts";
import type * as Ast from "../../syntax/ast.ts";
import type { Declarable } from "./change.ts";

/** What stands before a declared name on its line. */
const HEAD =
  /(?:^|[\s{}])((?:(?:critical|emergency|suspend|resume|volatile)\s+)*(?:guard|action|activity|type|enum|output|trigger|param)\s+)$/;

/** A declaration from the comments and annotations above it to its end; one name of an import, or the import. */
export function remove({ span }: Diagnostic): Edit | null {
  const { text } = span.file;
  const before = text.slice(0, span.start);
  const listed = /import\s+(?:type\s+)?\{[^}]*$/.exec(before);
  if (listed !== null) return removeImport(span, listed.index);
  const head = HEAD.exec(before);
  const start =
    head === null ? contextField(span) : span.start - (head[1] ?? "").length;
  if (start === null) return null;
  return wholeLines({ ...span, start, end: declarationEnd(text, span.end) });
}

/** A field has no keyword: it begins where the name does. */
function contextField({ file, start }: Span): number | null {
  return /(?:context\s*\{[^}]*|,\s*|^\s*)$/m.test(file.text.slice(0, start))
    ? start
    : null;
}

/** Up to the end of the line on which all brackets are closed, or the sign that ends the block or the next member. */
function declarationEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') at = stringEnd(text, at);
    else if (text.startsWith("//", at) && depth === 0) return at;
    else if ("([{".includes(sign)) depth += 1;
    else if (")]}".includes(sign)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && (sign === "\n" || sign === ",")) {
      const goesOn =
        /^\s*(?:and|or|\?\?|[?:+*/<>=-]|opens|closes|places|reduces|cancels|partial|writes)/;
      if (
        sign === "\n" &&
        goesOn.test(text.slice(at, at + 80)) &&
        !/^\s*\/\//.test(text.slice(at))
      )
        continue;
      return text.charAt(at - 1) === "\r" ? at - 1 : at;
    }
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.charAt(at) === '"') return at;
  }
  return text.length;
}

/** With what is left of its lines if that is nothing, and the doc comments and annotations above. */
function wholeLines(span: Span): Edit {
  const { text } = span.file;
  let start = text.lastIndexOf("\n", span.start - 1) + 1;
  const rest = /^[ \t]*,?[ \t]*(?:\r?\n|$)/.exec(text.slice(span.end));
  if (text.slice(start, span.start).trim() !== "" || rest === null) {
    const comma = /^\s*,/.exec(text.slice(span.end))?.[0].length ?? 0;
    return { span: { ...span, end: span.end + comma }, text: "" };
  }
  for (;;) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (
      start === 0 ||
      !/^\s*(?:\/\/\/|@allow\b.*\)\s*$)/m.test(text.slice(above, start - 1))
    )
      break;
    start = above;
  }
  return {
    span: { ...span, start, end: span.end + rest[0].length },
    text: "",
  };
}

function removeImport(span: Span, start: number): Edit | null {
  const { text } = span.file;
  const whole =
    /^import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"[^"]*"[ \t]*(?:\r?\n)?/.exec(
      text.slice(start),
    );
  if (whole === null) return null;
  const names = (whole[1] ?? "")
    .split(",")
    .filter((each) => each.trim() !== "");
  if (names.length < 2)
    return { span: { ...span, start, end: start + whole[0].length }, text: "" };
  const open = text.indexOf("{", start) + 1;
  const kept = names.filter(
    (each) => !new RegExp(`\\b${textOf(span)}$`).test(each.trim()),
  );
  const listed = ` ${kept.map((each) => each.trim()).join(", ")} `;
  return {
    span: { ...span, start: open, end: open + (whole[1] ?? "").length },
    text: listed,
  };
}

export function declare(
  file: Ast.SpecFile,
  kind: Declarable,
  name: string,
): Edit | null {
  const [strategy, ...others] = file.strategies;
  if (strategy === undefined || others.length > 0) return null;
  const brace = file.source.text.indexOf("{", strategy.name.span.end);
  if (brace < 0) return null;
  const last = strategy.members.findLast((each) => each.kind === kind);
  const span =
    last !== undefined && "name" in last
      ? last.name.span
      : { file: file.source, start: brace, end: brace + 1 };
  const at =
    last === undefined ? brace + 1 : declarationEnd(file.source.text, span.end);
  return insertion(file, at, `\n  ${kind} ${name}`);
}

export function from(
  file: Ast.SpecFile,
  states: string,
  event: string,
  target: string,
): Edit | null {
  const [strategy, ...others] = file.strategies;
  if (strategy === undefined || others.length > 0) return null;
  const end = file.source.text.lastIndexOf("}");
  return end < 0
    ? null
    : insertion(file, end, `\n  from ${states} on ${event} -> ${target}\n`);
}

/** Carried by the finding itself. */
export function arm(): Edit | null {
  return null;
}

export function plain({ span }: Diagnostic, modifier: string): Edit | null {
  const before = span.file.text.slice(0, span.start);
  const words = new RegExp(`\\b${modifier}\\s+(?=(?:\\w+\\s+)*state\\s+$)`);
  const found = words.exec(before);
  if (found === null) return null;
  const { index: start, 0: word } = found;
  return { span: { ...span, start, end: start + word.length }, text: "" };
}

function insertion({ source }: Ast.SpecFile, at: number, text: string): Edit {
  return { span: { file: source, start: at, end: at }, text };
}
