/** What labels speak of, as declarations. */
import type { Plain } from "./infer.ts";

/** A thing that only its name and the words of the diagram are known of. */
export interface Named {
  /** Where the name is made of them, the words. */
  readonly doc: string | null;
}

export interface Trigger extends Named {
  readonly fields: Map<string, Plain>;
}

/** By name, in the order in which they were found. */
export interface Found {
  readonly fields: ReadonlyMap<string, Plain>;
  readonly triggers: ReadonlyMap<string, Trigger>;
  readonly guards: ReadonlyMap<string, Named>;
  readonly actions: ReadonlyMap<string, Named>;
  readonly activities: ReadonlyMap<string, Named>;
}

const DEFAULTS: Readonly<Record<Plain, string | null>> = {
  number: "0",
  string: '""',
  boolean: "false",
  duration: "0ms",
  instant: null,
};

/** Each a line or more of `.fsm`. */
export function declarationLines(found: Found): readonly string[] {
  const fields = [...found.fields].map(([name, type]) =>
    DEFAULTS[type] === null
      ? `${name}: ${type}?`
      : `${name}: ${type} = ${DEFAULTS[type]}`,
  );
  return [
    ...(fields.length === 0 ? [] : [`context { ${fields.join(", ")} }`]),
    ...[...found.triggers].flatMap(([name, { doc, fields: payload }]) => [
      ...docLines(doc),
      `trigger ${name}${payloadText(payload)}`,
    ]),
    ...declarations("guard", found.guards, ""),
    ...declarations("action", found.actions, ""),
    ...declarations("activity", found.activities, "()"),
  ];
}

function declarations(
  word: string,
  all: ReadonlyMap<string, Named>,
  behind: string,
): readonly string[] {
  return [...all].flatMap(([name, { doc }]) => [
    ...docLines(doc),
    `${word} ${name}${behind}`,
  ]);
}

function payloadText(fields: ReadonlyMap<string, Plain>): string {
  if (fields.size === 0) return "";
  return `(${[...fields].map(([name, type]) => `${name}: ${type}`).join(", ")})`;
}

export function docLines(doc: string | null): readonly string[] {
  if (doc === null) return [];
  return doc.split("\n").map((line) => `/// ${line}`.trimEnd());
}
