import {
  parseXml,
  XmlCdata,
  XmlElement as ParsedElement,
  XmlError,
  XmlText as ParsedText,
} from "@rgrove/parse-xml";
import type { SourceFile, Span } from "../../../source/index.ts";
import type { Remark } from "../../imported.ts";
import { entityDeclaration, tooDeep } from "./markup.ts";
import type { XmlAttribute, XmlElement, XmlNode } from "./element.ts";
import { startTag } from "./start-tag.ts";

/** Elements in each other. The language's own limit for states is lower. */
const DEEPEST = 200;

export type ReadXml =
  | { readonly kind: "read"; readonly root: XmlElement }
  | { readonly kind: "refused"; readonly remark: Remark };

/** Reads XML without a look at anything but the text: no entity is defined, fetched or expanded, apart from the five of XML itself. */
export function readXml(file: SourceFile): ReadXml {
  const { text } = file;
  const deep = tooDeep(text, DEEPEST);
  if (deep !== null)
    return refused(
      `elements lie more than ${DEEPEST} deep in each other`,
      "no state machine is that deep, and the compiler keeps its stack for those that are machines",
      spanAt(file, deep),
    );
  const entity = entityDeclaration(text);
  if (entity !== null)
    return refused(
      "the document type declares entities",
      "entities can stand for other files and for texts of any length, so they are neither fetched nor expanded: write what they stand for",
      { file, start: entity, end: entity + "<!ENTITY".length },
    );
  try {
    const document = parseXml(text, { includeOffsets: true });
    if (document.root === null)
      return refused("there is no element", WELL_FORMED, spanAt(file, 0));
    return { kind: "read", root: elementOf(file, document.root, ROOT_SCOPE) };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const [message = ""] = error.message.split(" (line ");
    return refused(
      `this is not well-formed XML: ${firstLower(message)}`,
      WELL_FORMED,
      spanAt(file, error.pos),
    );
  }
}

const WELL_FORMED = "SCXML is XML, and what is not well-formed has no meaning";

function refused(message: string, why: string, span: Span): ReadXml {
  return { kind: "refused", remark: { kind: "error", message, why, span } };
}

function spanAt(file: SourceFile, start: number): Span {
  const at = Math.min(start, file.text.length);
  return { file, start: at, end: Math.min(at + 1, file.text.length) };
}

function firstLower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Prefixes that are bound, `""` for the default. */
type Scope = ReadonlyMap<string, string>;

const ROOT_SCOPE: Scope = new Map([
  ["xml", "http://www.w3.org/XML/1998/namespace"],
]);

function elementOf(
  file: SourceFile,
  parsed: ParsedElement,
  outer: Scope,
): XmlElement {
  const tag = startTag(file, parsed.start);
  const scope = scopeOf(parsed, outer);
  const { prefix, local } = split(parsed.name);
  const children = parsed.children.flatMap((child): XmlNode[] => {
    if (child instanceof ParsedElement) return [elementOf(file, child, scope)];
    if (child instanceof ParsedText || child instanceof XmlCdata)
      return [
        {
          kind: "text",
          text: child.text,
          span: { file, start: child.start, end: child.end },
        },
      ];
    return [];
  });
  return {
    kind: "element",
    namespace: scope.get(prefix) ?? (prefix === "" ? null : prefix),
    name: local,
    attributes: attributesOf(parsed, scope, tag.attributes, tag.name),
    children,
    span: tag.name,
    content: { file, start: tag.end, end: contentEnd(file, tag.end, parsed) },
  };
}

function contentEnd(
  { text }: SourceFile,
  start: number,
  { end }: ParsedElement,
): number {
  const closing = text.lastIndexOf("</", end - 1);
  return start >= end || closing < start ? start : closing;
}

function scopeOf(parsed: ParsedElement, outer: Scope): Scope {
  const bound = Object.entries(parsed.attributes).flatMap(
    ([name, value]): [string, string][] => {
      if (name === "xmlns") return [["", value]];
      return name.startsWith("xmlns:") ? [[name.slice(6), value]] : [];
    },
  );
  return bound.length === 0 ? outer : new Map([...outer, ...bound]);
}

function attributesOf(
  parsed: ParsedElement,
  scope: Scope,
  places: ReadonlyMap<string, { readonly name: Span; readonly value: Span }>,
  otherwise: Span,
): readonly XmlAttribute[] {
  return Object.entries(parsed.attributes).flatMap(([name, value]) => {
    if (name === "xmlns" || name.startsWith("xmlns:")) return [];
    const { prefix, local } = split(name);
    const place = places.get(name);
    return [
      {
        namespace: prefix === "" ? null : (scope.get(prefix) ?? prefix),
        name: local,
        value,
        span: place?.value ?? otherwise,
        nameSpan: place?.name ?? otherwise,
      },
    ];
  });
}

function split(name: string): {
  readonly prefix: string;
  readonly local: string;
} {
  const colon = name.indexOf(":");
  return colon < 0
    ? { prefix: "", local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}
