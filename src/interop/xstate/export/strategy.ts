import { declarationLines, importLines } from "./declarations.ts";
import type { Loss } from "../../../diagnostics/index.ts";
import type { Expression, Strategy } from "../../../model/index.ts";
import { Losses } from "./losses.ts";
import { compact, marked, type JsonRecord, type JsonValue } from "./marks.ts";
import { initialMark, initialOf, insideOf } from "./states.ts";
import { textOf } from "./text.ts";

/** A configuration, and what XState would not do of the strategy. */
export interface ExportedXState {
  readonly text: string;
  readonly losses: readonly Loss[];
}

/**
 * The strategy as a configuration of XState 5. Guards, actions, actors and delays are named; what XState has no word for is
 * named by its `.fsm` text, or kept under `meta.fsmc`, where an import finds it.
 */
export function toXState(strategy: Strategy): ExportedXState {
  const losses = new Losses();
  const around = { strategy, losses };
  sayDeclarations(strategy, losses);
  const config: JsonRecord = {
    ...compact({ id: strategy.name, description: strategy.doc }),
    ...(strategy.version === 1 ? {} : { version: String(strategy.version) }),
    ...compact({ context: contextOf(strategy, losses) }),
    ...initialOf(strategy.root, around),
    ...insideOf(strategy.root, around),
    ...marked({
      ...compact({ imports: importLines(strategy) }),
      declarations: declarationLines(strategy),
      ...initialMark(strategy.root, around),
    }),
  };
  return { text: `${JSON.stringify(config, null, 2)}\n`, losses: losses.all };
}

function sayDeclarations(strategy: Strategy, losses: Losses): void {
  for (const { name, span } of strategy.params)
    losses.add(
      span,
      `param ${name}: XState has none; whoever implements what reads it gives it`,
    );
  for (const { name, span, ...trigger } of strategy.triggers) {
    const words = (
      ["critical", "emergency", "suspend", "resume", "volatile"] as const
    ).filter((word) => trigger[word]);
    if (words.length > 0)
      losses.add(
        span,
        `trigger ${name} is ${words.join(", ")}: to XState it is an event as any other`,
      );
  }
  for (const { name, words, span } of strategy.activities)
    if (words.length > 0)
      losses.add(
        span,
        `activity ${name} ${words.join(" ")}: XState does not know of positions`,
      );
  if (strategy.errors !== null)
    losses.add(
      strategy.errors.span,
      "the error policy: XState counts no errors; a machine that throws has stopped",
    );
  if (strategy.timeout !== null)
    losses.add(
      strategy.timeout.span,
      "the strategy's time-out: XState has no timer that is paused and spent as it is",
    );
}

function contextOf({ context }: Strategy, losses: Losses): JsonRecord {
  return Object.fromEntries(
    context.map((field): [string, JsonValue] => {
      const value = constantOf(field.default);
      if (value === undefined)
        losses.add(
          field.span,
          `context ${field.name} starts as null: XState's context is JSON, and \`${textOf(field.default)}\` is none`,
        );
      return [field.name, value ?? null];
    }),
  );
}

/** What the expression is if it reads nothing. */
function constantOf(expression: Expression): JsonValue | undefined {
  switch (expression.kind) {
    case "number":
    case "duration":
    case "string":
    case "boolean":
      return expression.value;
    case "null":
      return null;
    case "enum-member":
      return expression.member;
    case "unary": {
      const value = constantOf(expression.operand);
      return expression.operator === "-" && typeof value === "number"
        ? -value
        : undefined;
    }
    case "list": {
      const items = expression.items.map(constantOf);
      const known = items.filter((item) => item !== undefined);
      return known.length === items.length ? known : undefined;
    }
    case "record": {
      const entries = expression.fields.flatMap(
        ({ name, value }): readonly [string, JsonValue][] => {
          const known = constantOf(value);
          return known === undefined ? [] : [[name, known]];
        },
      );
      return entries.length === expression.fields.length
        ? Object.fromEntries(entries)
        : undefined;
    }
    default:
      return undefined;
  }
}
