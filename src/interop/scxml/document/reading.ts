import type { SourceFile } from "../../../source/index.ts";
import {
  attribute,
  type XmlAttribute,
  type XmlElement,
} from "../xml/element.ts";
import type { Remarks } from "../remarks.ts";
import { textBetween, type Text } from "../ecmascript/text.ts";

export const SCXML = "http://www.w3.org/2005/07/scxml";

/** What the reader of each element needs. */
export interface Reading {
  readonly remarks: Remarks;
  /** Of the document; null where it has none, which is let pass. */
  readonly namespace: string | null;
  /** A file that the document names by a relative path; null where there is none, or nobody reads. */
  readonly read: ReadBeside;
}

export type ReadBeside = (path: string) => SourceFile | null;

/** A whole file that the document names. */
export function fileText({ value }: Text, { read }: Reading): Text | null {
  const path = value.replace(/^file:(?!\/)/, "");
  if (/^[a-z][a-z\d+.-]*:|^[\\/]/i.test(path)) return null;
  const file = read(path);
  if (file === null) return null;
  const at = (start: number, end: number) => ({ file, start, end });
  return { value: file.text, span: at(0, file.text.length), at };
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

export function textOf({ span }: XmlAttribute): Text {
  return textBetween(span.file, span.start, span.end);
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

/** Of two attributes that say the same in two ways, only one may be there. */
export function notBoth(
  element: XmlElement,
  one: string,
  other: string,
  { remarks }: Reading,
): void {
  const second = attribute(element, other);
  if (second !== null && attribute(element, one) !== null)
    remarks.error(
      `<${element.name}> has both ${one} and ${other}`,
      "only one of them can be what is meant",
      second.nameSpan,
    );
}

/** What stands between the tags; null where that is nothing but white space. */
export function inside({ content }: XmlElement): Text | null {
  const text = textBetween(content.file, content.start, content.end);
  return text.value.trim() === "" ? null : text;
}

/** The words of an attribute that is a list, each with its place. */
export function wordsOf(element: XmlElement, name: string): readonly Text[] {
  const found = textAttribute(element, name);
  if (found === null) return [];
  return [...found.value.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const { file, start, end } = found.at(index, index + word.length);
    return textBetween(file, start, end);
  });
}
