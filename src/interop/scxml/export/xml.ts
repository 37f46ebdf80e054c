/** A piece of an XML document. */
export type Xml =
  | {
      readonly kind: "element";
      readonly name: string;
      readonly attributes: Attributes;
      readonly children: readonly Xml[];
    }
  | { readonly kind: "comment"; readonly text: string };

/** Those that are null are left out. */
export type Attributes = Readonly<Record<string, string | null>>;

export function element(
  name: string,
  attributes: Attributes,
  children: readonly Xml[] = [],
): Xml {
  return { kind: "element", name, attributes, children };
}

export function comment(text: string): Xml {
  return { kind: "comment", text };
}

/** A document with its declaration, one element a line. */
export function printXml(root: Xml): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', ...print(root, "")];
  return `${lines.join("\n")}\n`;
}

function print(xml: Xml, indent: string): readonly string[] {
  if (xml.kind === "comment") {
    // Two hyphens would end it.
    const text = plain(xml.text)
      .replaceAll(/-(?=-)/g, "- ")
      .replace(/-$/, "- ");
    return [`${indent}<!-- ${text.replaceAll("\n", `\n${indent}     `)} -->`];
  }
  const { name, attributes, children } = xml;
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escaped(value)}"`],
  );
  const head = `${indent}<${name}${written.join("")}`;
  return children.length === 0
    ? [`${head}/>`]
    : [
        `${head}>`,
        ...children.flatMap((child) => print(child, `${indent}  `)),
        `${indent}</${name}>`,
      ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return plain(text).replaceAll(
    /[&<>"\n\t\r]/g,
    (each) => ENTITIES[each] ?? `&#${each.charCodeAt(0)};`,
  );
}

/** Without what XML 1.0 has no way to write. */
function plain(text: string): string {
  return text
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])/g, "\ufffd")
    .replaceAll(/(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
