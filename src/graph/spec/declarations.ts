/** What a drawing has no place for, as `.fsm`. */
import {
  typeText,
  type Activity,
  type Field,
  type Strategy,
  type Trigger,
} from "../../model/index.ts";
import type { Span } from "../../source/index.ts";
import { expressionText } from "./expression-text.ts";

export interface Declaration {
  /** What it is, as one would call it: `param pause`. */
  readonly what: string;
  /** A line each, documentation first. */
  readonly lines: readonly string[];
  readonly span: Span;
  /** Whether a drawing shows all of it by the name alone. */
  readonly isNameOnly: boolean;
}

/** Every declaration of the strategy but its states and policies, in an order in which they can be read again. */
export function declarationsOf(strategy: Strategy): readonly Declaration[] {
  const { legs, span } = strategy;
  const isOneLeg = legs.length === 1 && legs[0]?.span === span;
  const constructs = [
    declaration(
      "version",
      `version ${strategy.version}`,
      null,
      span,
      strategy.version === 1,
    ),
    ...(isOneLeg
      ? []
      : [
          declaration(
            "leg",
            `leg ${legs.map(({ name }) => name).join(", ")}`,
            null,
            legs[0]?.span ?? span,
          ),
        ]),
    ...strategy.enums.map((each) =>
      declaration(
        `enum ${each.name}`,
        `enum ${each.name} { ${each.members.join(", ")} }`,
        each.doc,
        each.span,
      ),
    ),
    ...strategy.records.map((each) =>
      declaration(
        `type ${each.name}`,
        `type ${each.name} = { ${fieldsText(each.fields)} }`,
        each.doc,
        each.span,
      ),
    ),
    ...strategy.params.map((each) =>
      declaration(
        `param ${each.name}`,
        `param ${each.name}: ${typeText(each.type)}${each.default === null ? "" : ` = ${expressionText(each.default)}`}`,
        each.doc,
        each.span,
      ),
    ),
    ...strategy.context.map((each) =>
      declaration(
        `context ${each.name}`,
        `context { ${each.name}: ${typeText(each.type)} = ${expressionText(each.default)} }`,
        each.doc,
        each.span,
      ),
    ),
    ...strategy.triggers.map((each) => {
      const words = modifiersOf(each);
      const text = [...words, "trigger", each.name].join(" ");
      const isNameOnly = words.length === 0 && each.fields.length === 0;
      return declaration(
        `trigger ${each.name}`,
        `${text}${argumentsText(each.fields)}`,
        each.doc,
        each.span,
        isNameOnly && each.doc === null,
      );
    }),
    ...strategy.outputs.map((each) =>
      declaration(
        `output ${each.name}`,
        `output ${each.name}${argumentsText(each.fields)}`,
        each.doc,
        each.span,
        each.fields.length === 0 && each.doc === null,
      ),
    ),
    ...strategy.guards.map((each) =>
      declaration(
        `guard ${each.name}`,
        `guard ${each.name}${argumentsText(each.args)}${each.text === null ? "" : ` = ${each.text}`}`,
        each.doc,
        each.span,
        each.text === null && each.doc === null,
      ),
    ),
    ...strategy.actions.map((each) =>
      declaration(
        `action ${each.name}`,
        each.writes === null || each.writes.length === 0
          ? `action ${each.name}`
          : `action ${each.name} writes ${each.writes.map(({ name }) => name).join(", ")}`,
        each.doc,
        each.span,
        each.writes === null && each.doc === null,
      ),
    ),
    ...strategy.activities.map((each) =>
      declaration(
        `activity ${each.name}`,
        activityText(each, strategy),
        each.doc,
        each.span,
        isPlain(each),
      ),
    ),
  ];
  return constructs.filter(
    ({ what, isNameOnly }) => what !== "version" || !isNameOnly,
  );
}

/** Imports of types, as they stand before the strategy. */
export function importsOf({ imported }: Strategy): readonly Declaration[] {
  return imported.map(({ exported, name, from, span }) => {
    const as = exported === name ? name : `${exported} as ${name}`;
    const text = `import type { ${as} } from ${JSON.stringify(from)}`;
    return declaration(`type ${name}`, text, null, span);
  });
}

export function docText(doc: string | null): readonly string[] {
  return doc === null
    ? []
    : doc.split("\n").map((line) => `/// ${line}`.trimEnd());
}

function declaration(
  what: string,
  text: string,
  doc: string | null,
  span: Span,
  isNameOnly = false,
): Declaration {
  return { what, lines: [...docText(doc), text], span, isNameOnly };
}

function modifiersOf(trigger: Trigger): readonly string[] {
  const words = [
    "critical",
    "emergency",
    "suspend",
    "resume",
    "volatile",
  ] as const;
  return words.filter((word) => trigger[word]);
}

function fieldsText(fields: readonly Field[]): string {
  return fields
    .map(({ name, type }) => `${name}: ${typeText(type)}`)
    .join(", ");
}

function argumentsText(fields: readonly Field[]): string {
  return fields.length === 0 ? "" : `(${fieldsText(fields)})`;
}

function isPlain(activity: Activity): boolean {
  const { args, result, partial, words, doc } = activity;
  return (
    args.length === 0 &&
    words.length === 0 &&
    result === null &&
    partial === null &&
    doc === null
  );
}

function activityText(activity: Activity, { legs }: Strategy): string {
  const { args, result, partial, words } = activity;
  const named =
    words.length === 0 || activity.legs.length === legs.length
      ? []
      : [activity.legs.map(({ name }) => name).join(", ")];
  return [
    `activity ${activity.name}(${fieldsText(args)})${result === null ? "" : `: ${typeText(result)}`}`,
    ...(partial === null ? [] : [`partial ${typeText(partial)}`]),
    ...words,
    ...named,
  ].join(" ");
}
