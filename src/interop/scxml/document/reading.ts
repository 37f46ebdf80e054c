import type { Span } from "../../../source/index.ts";
import {
  attribute,
  type XmlAttribute,
  type XmlElement,
} from "../xml/element.ts";
import type { Remarks } from "../remarks.ts";
import type { Given, Text } from "./document.ts";

export const SCXML = "http://www.w3.org/2005/07/scxml";

/** What the reader of each element needs. */
export interface Reading {
  readonly remarks: Remarks;
  /** Of the document; null where it has none, which is let pass. */
  readonly namespace: string | null;
}

/** The children that are SCXML's, after a remark on what is in the wrong place. */
export function scxmlChildren(
  element: XmlElement,
  allowed: readonly string[],
  reading: Reading,
): readonly XmlElement[] {
  const children: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === "text") continue;
    if (child.namespace !== reading.namespace)
      reading.remarks.assumed(
        `<${child.name}> is of another namespace: ${child.namespace ?? "none"}`,
        "what a document says to other programs is no part of the machine",
        child.span,
      );
    else if (allowed.includes(child.name)) children.push(child);
    else
      reading.remarks.lost(
        `<${child.name}> has no place in <${element.name}>`,
        `SCXML allows ${listed(allowed)} there`,
        child.span,
      );
  }
  return children;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}

/** Remarks on attributes that SCXML does not know there: a misspelt one would change the machine without a word. */
export function checkAttributes(
  element: XmlElement,
  known: readonly string[],
  { remarks }: Reading,
): void {
  for (const { namespace, name, nameSpan } of element.attributes)
    if (namespace === null && !known.includes(name))
      remarks.assumed(
        `<${element.name}> has no attribute ${name}`,
        `SCXML knows ${listed(known)} there; it is left out`,
        nameSpan,
      );
}

export function textAttribute(element: XmlElement, name: string): Text | null {
  const found = attribute(element, name);
  return found === null ? null : textOf(found);
}

export function textOf({ value, span }: XmlAttribute): Text {
  return { text: value, span };
}

/** An attribute that has to be there. */
export function requiredAttribute(
  element: XmlElement,
  name: string,
  { remarks }: Reading,
): Text | null {
  const found = textAttribute(element, name);
  if (found === null)
    remarks.error(
      `<${element.name}> needs the attribute ${name}`,
      "SCXML requires it, and without it the element says nothing",
      element.span,
    );
  return found;
}

/** `name`, or `nameexpr` (as `expressionName`). */
export function given(
  element: XmlElement,
  name: string,
  expressionName: string,
  { remarks }: Reading,
): Given | null {
  const text = textAttribute(element, name);
  const expression = textAttribute(element, expressionName);
  if (text !== null && expression !== null)
    remarks.error(
      `<${element.name}> has both ${name} and ${expressionName}`,
      "only one of them can be what is meant",
      expression.span,
    );
  if (expression !== null) return { kind: "expression", text: expression };
  return text === null ? null : { kind: "text", text };
}

/** The words of an attribute that is a list, each with its place. */
export function words({ text, span }: Text): readonly Text[] {
  const raw = span.file.text.slice(span.start, span.end);
  const exact = raw === text;
  return [...text.matchAll(/\S+/g)].map((found) => ({
    text: found[0],
    span: exact ? within(span, found.index, found[0].length) : span,
  }));
}

function within(span: Span, offset: number, length: number): Span {
  const start = span.start + offset;
  return { file: span.file, start, end: start + length };
}

/** Ids of states, of an attribute that may be missing. */
export function wordsOf(element: XmlElement, name: string): readonly Text[] {
  const found = textAttribute(element, name);
  return found === null ? [] : words(found);
}
