import { childElements, directText, type XmlElement } from "../xml/element.ts";
import type { DataValue, Param, Payload } from "./document.ts";
import {
  checkAttributes,
  requiredAttribute,
  scxmlChildren,
  textAttribute,
  wordsOf,
  type Reading,
} from "./reading.ts";

/** Of `<send>` and `<donedata>`. */
export function readPayload(element: XmlElement, reading: Reading): Payload {
  const children = scxmlChildren(element, ["param", "content"], reading);
  const params = children
    .filter(({ name }) => name === "param")
    .flatMap((param) => readParam(param, reading));
  const content = children.find(({ name }) => name === "content");
  const listed = wordsOf(element, "namelist").map((name) => ({
    name,
    value: name,
  }));
  return {
    params: [...listed, ...params],
    content: content === undefined ? null : readContent(content, reading),
    span: element.span,
  };
}

function readParam(element: XmlElement, reading: Reading): readonly Param[] {
  checkAttributes(element, ["name", "expr", "location"], reading);
  const name = requiredAttribute(element, "name", reading);
  const value =
    textAttribute(element, "expr") ?? textAttribute(element, "location");
  return name === null || value === null ? [] : [{ name, value }];
}

function readContent(element: XmlElement, reading: Reading): DataValue {
  checkAttributes(element, ["expr"], reading);
  const value = readValue(element, reading);
  // Contrary to a <data> without a value, a <content> without one is an empty text.
  return value.kind === "none"
    ? {
        kind: "content",
        content: { text: "", span: element.content },
        isXml: false,
      }
    : value;
}

/** Of `<data>`, `<assign>` and `<content>`: the attribute `expr` or `src`, or what stands between the tags. */
export function readValue(
  element: XmlElement,
  { remarks }: Reading,
): DataValue {
  const expression = textAttribute(element, "expr");
  const source = textAttribute(element, "src");
  const inside = contentOf(element);
  if (expression !== null) {
    if (inside.kind !== "none" || source !== null)
      remarks.error(
        `<${element.name}> has an expr and something else that could be its value`,
        "only one of them can be what is meant",
        expression.span,
      );
    return { kind: "expression", expression };
  }
  return source === null ? inside : { kind: "source", source };
}

function contentOf(element: XmlElement): DataValue {
  const isXml = childElements(element).length > 0;
  const text = directText(element);
  if (!isXml && text.trim() === "") return { kind: "none" };
  const { content } = element;
  return { kind: "content", content: { text, span: content }, isXml };
}
