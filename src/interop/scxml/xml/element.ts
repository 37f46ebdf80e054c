import type { Span } from "../../../source/index.ts";

/** XML as its reader hands it on: namespaces resolved, comments and processing instructions left out. */
export interface XmlElement {
  readonly kind: "element";
  /** Null: in no namespace. */
  readonly namespace: string | null;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Of its name in the start tag. */
  readonly span: Span;
  /** Between its tags; empty and behind the tag where it has no content. */
  readonly content: Span;
}

export interface XmlAttribute {
  /** Null: without a prefix. */
  readonly namespace: string | null;
  readonly name: string;
  readonly value: string;
  /** Of the value, without quotes. */
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface XmlText {
  readonly kind: "text";
  readonly text: string;
  readonly span: Span;
}

export type XmlNode = XmlElement | XmlText;

/** An attribute that has no prefix; null where it is not there. */
export function attribute(
  element: XmlElement,
  name: string,
): XmlAttribute | null {
  return (
    element.attributes.find(
      (each) => each.namespace === null && each.name === name,
    ) ?? null
  );
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => child.kind === "element");
}
