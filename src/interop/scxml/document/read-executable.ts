import { attribute, directText, type XmlElement } from "../xml/element.ts";
import type { Block, Executable, If, Script, Text } from "./document.ts";
import { readPayload, readValue } from "./read-payload.ts";
import {
  checkAttributes,
  given,
  requiredAttribute,
  textAttribute,
  type Reading,
} from "./reading.ts";

/** The executable content in an element. */
export function readBlock(element: XmlElement, reading: Reading): Block {
  return element.children.flatMap((child): Executable[] => {
    if (child.kind === "text") return [];
    const read =
      child.namespace === reading.namespace
        ? readExecutable(child, reading)
        : foreign(child);
    return read === null ? [] : [read];
  });
}

function foreign({ name, span }: XmlElement): Executable {
  return { kind: "unknown", name, span };
}

/** Null where something that has to be there is missing, which is remarked on. */
function readExecutable(
  element: XmlElement,
  reading: Reading,
): Executable | null {
  const { span } = element;
  const allow = (...names: readonly string[]): void =>
    checkAttributes(element, names, reading);
  switch (element.name) {
    case "raise": {
      allow("event");
      const event = requiredAttribute(element, "event", reading);
      return event === null ? null : { kind: "raise", event, span };
    }
    case "send":
      return readSend(element, reading);
    case "cancel": {
      allow("sendid", "sendidexpr");
      const id = given(element, "sendid", "sendidexpr", reading);
      return id === null ? null : { kind: "cancel", id, span };
    }
    case "if":
      allow("cond");
      return readIf(element, reading);
    case "foreach":
      return readForeach(element, reading);
    case "log":
      allow("label", "expr");
      return {
        kind: "log",
        label: attribute(element, "label")?.value ?? null,
        expression: textAttribute(element, "expr"),
        span,
      };
    case "assign": {
      allow("location", "expr", "type", "attr");
      const location = requiredAttribute(element, "location", reading);
      const value = readValue(element, reading);
      return location === null
        ? null
        : { kind: "assign", location, value, span };
    }
    case "script":
      return readScript(element);
    default:
      return foreign(element);
  }
}

function readSend(element: XmlElement, reading: Reading): Executable {
  checkAttributes(
    element,
    [
      ...["event", "eventexpr", "target", "targetexpr", "type", "typeexpr"],
      ...["id", "idlocation", "delay", "delayexpr", "namelist", "hints"],
    ],
    reading,
  );
  const either = (name: string) => given(element, name, `${name}expr`, reading);
  return {
    kind: "send",
    event: either("event"),
    target: either("target"),
    type: either("type"),
    delay: either("delay"),
    id: textAttribute(element, "id"),
    idLocation: textAttribute(element, "idlocation"),
    payload: readPayload(element, reading),
    span: element.span,
  };
}

/** `<elseif>` and `<else>` are empty elements between what belongs to the branches. */
function readIf(element: XmlElement, reading: Reading): If {
  const branches: { cond: Text | null; content: Executable[] }[] = [
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
      const read = own ? readExecutable(child, reading) : foreign(child);
      if (read !== null) branches.at(-1)?.content.push(read);
    }
  }
  return { kind: "if", branches, span: element.span };
}

function readForeach(element: XmlElement, reading: Reading): Executable | null {
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

export function readScript(element: XmlElement): Script {
  return {
    kind: "script",
    source: textAttribute(element, "src"),
    content: { text: directText(element), span: element.content },
    span: element.span,
  };
}
