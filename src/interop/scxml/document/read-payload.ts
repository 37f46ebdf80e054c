import { childElements, type XmlElement } from "../xml/element.ts";
import type { Body, Param } from "../ecmascript/content.ts";
import { textBetween } from "../ecmascript/text.ts";
import {
  checkAttributes,
  notBoth,
  requiredAttribute,
  scxmlChildren,
  textAttribute,
  type Reading,
} from "./reading.ts";

/** What an event carries, of `<send>` and `<donedata>`. */
export function readPayload(
  element: XmlElement,
  reading: Reading,
): { readonly params: readonly Param[]; readonly content: Body | null } {
  const children = scxmlChildren(element, ["param", "content"], reading);
  const content = children.find(({ name }) => name === "content");
  const params = children.flatMap((child) =>
    child.name === "param" ? readParam(child, reading) : [],
  );
  if (content !== undefined && params.length > 0)
    reading.remarks.error(
      `<${element.name}> has both <param> and <content>`,
      "an event carries either named values or one content",
      content.span,
    );
  return {
    params,
    content: content === undefined ? null : readBody(content, reading),
  };
}

function readParam(element: XmlElement, reading: Reading): readonly Param[] {
  checkAttributes(element, ["name", "expr", "location"], reading);
  notBoth(element, "expr", "location", reading);
  const name = requiredAttribute(element, "name", reading);
  const expr = textAttribute(element, "expr");
  const location = textAttribute(element, "location");
  return name === null ? [] : [{ name, expr, location, span: element.span }];
}

function readBody(element: XmlElement, reading: Reading): Body {
  checkAttributes(element, ["expr"], reading);
  const expr = textAttribute(element, "expr");
  const { content, span } = element;
  const text = textBetween(content.file, content.start, content.end);
  const isEmpty = childElements(element).length === 0 && !text.value.trim();
  if (expr !== null && !isEmpty)
    reading.remarks.error(
      "<content> has an expr and something between its tags",
      "only one of them can be what is meant",
      span,
    );
  return { expr, text: expr === null ? text : null, span };
}
