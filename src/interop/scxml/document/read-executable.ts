import type { XmlElement } from "../xml/element.ts";
import type { Content, SendContent } from "../ecmascript/content.ts";
import type { Text } from "../ecmascript/text.ts";
import type { Block } from "./document.ts";
import { readPayload } from "./read-payload.ts";
import {
  checkAttributes,
  fileText,
  inside,
  notBoth,
  requiredAttribute,
  textAttribute,
  type Reading,
} from "./reading.ts";

/** The executable content in an element. */
export function readBlock(element: XmlElement, reading: Reading): Block {
  return element.children.flatMap((child): Content[] => {
    if (child.kind === "text") return [];
    const read = readContent(child, reading);
    return read === null ? [] : [read];
  });
}

/** Null where something that has to be there is missing, or nobody knows what it does, which is remarked on. */
function readContent(element: XmlElement, reading: Reading): Content | null {
  const reader =
    element.namespace === reading.namespace ? READERS.get(element.name) : null;
  if (reader) return reader(element, reading);
  reading.remarks.lost(
    `<${element.name}> is no executable content of SCXML`,
    "what it does is known to the program that it was written for only",
    element.span,
  );
  return null;
}

type Reader = (element: XmlElement, reading: Reading) => Content | null;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["raise", readRaise],
  ["send", readSend],
  ["cancel", readCancel],
  ["if", readIf],
  ["foreach", readForeach],
  ["log", readLog],
  ["assign", readAssign],
  ["script", readScript],
]);

function readRaise(element: XmlElement, reading: Reading): Content | null {
  checkAttributes(element, ["event"], reading);
  const event = requiredAttribute(element, "event", reading);
  return event === null ? null : { kind: "raise", event, span: element.span };
}

function readSend(element: XmlElement, reading: Reading): SendContent {
  checkAttributes(element, SEND_ATTRIBUTES, reading);
  for (const name of ["event", "target", "type", "delay"])
    notBoth(element, name, `${name}expr`, reading);
  notBoth(element, "id", "idlocation", reading);
  const text = (name: string): Text | null => textAttribute(element, name);
  return {
    kind: "send",
    event: text("event"),
    eventexpr: text("eventexpr"),
    target: text("target"),
    targetexpr: text("targetexpr"),
    type: text("type"),
    typeexpr: text("typeexpr"),
    id: text("id"),
    idlocation: text("idlocation"),
    delay: text("delay"),
    delayexpr: text("delayexpr"),
    namelist: text("namelist"),
    ...readPayload(element, reading),
    span: element.span,
  };
}

const SEND_ATTRIBUTES =
  "event eventexpr target targetexpr type typeexpr id idlocation delay delayexpr namelist hints".split(
    " ",
  );

function readCancel(element: XmlElement, reading: Reading): Content {
  checkAttributes(element, ["sendid", "sendidexpr"], reading);
  notBoth(element, "sendid", "sendidexpr", reading);
  return {
    kind: "cancel",
    sendid: textAttribute(element, "sendid"),
    sendidexpr: textAttribute(element, "sendidexpr"),
    span: element.span,
  };
}

const MOST_BRANCHES = 100;

/** `<elseif>` and `<else>` are empty elements between what belongs to the branches. */
function readIf(element: XmlElement, reading: Reading): Content | null {
  checkAttributes(element, ["cond"], reading);
  const branches: { cond: Text | null; content: Content[] }[] = [
    { cond: requiredAttribute(element, "cond", reading), content: [] },
  ];
  for (const child of element.children) {
    if (child.kind === "text") continue;
    const own = child.namespace === reading.namespace;
    if (own && child.name === "elseif") {
      const cond = requiredAttribute(child, "cond", reading);
      branches.push({ cond, content: [] });
    } else if (own && child.name === "else") {
      branches.push({ cond: null, content: [] });
    } else {
      const read = readContent(child, reading);
      if (read !== null) branches.at(-1)?.content.push(read);
    }
  }
  if (branches.length <= MOST_BRANCHES)
    return { kind: "if", branches, span: element.span };
  reading.remarks.lost(
    `<if> has more than ${MOST_BRANCHES} branches`,
    "each asks that none before it holds, which no expression says of so many",
    element.span,
  );
  return null;
}

function readForeach(element: XmlElement, reading: Reading): Content | null {
  checkAttributes(element, ["array", "item", "index"], reading);
  const array = requiredAttribute(element, "array", reading);
  const item = requiredAttribute(element, "item", reading);
  if (array === null || item === null) return null;
  return {
    kind: "foreach",
    array,
    item,
    index: textAttribute(element, "index"),
    content: readBlock(element, reading),
    span: element.span,
  };
}

function readLog(element: XmlElement, reading: Reading): Content {
  checkAttributes(element, ["label", "expr"], reading);
  return {
    kind: "log",
    label: textAttribute(element, "label"),
    expr: textAttribute(element, "expr"),
    span: element.span,
  };
}

function readAssign(element: XmlElement, reading: Reading): Content | null {
  checkAttributes(element, ["location", "expr", "type", "attr"], reading);
  const location = requiredAttribute(element, "location", reading);
  if (location === null) return null;
  return {
    kind: "assign",
    location,
    expr: textAttribute(element, "expr"),
    content: inside(element),
    span: element.span,
  };
}

export function readScript(
  element: XmlElement,
  reading: Reading,
): Extract<Content, { kind: "script" }> {
  checkAttributes(element, ["src"], reading);
  const src = textAttribute(element, "src");
  const text = src === null ? inside(element) : fileText(src, reading);
  return { kind: "script", text, span: element.span };
}
