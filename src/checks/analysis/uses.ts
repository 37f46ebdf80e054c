import type {
  Action,
  Activity,
  ContextField,
  EnumType,
  Expression,
  Guard,
  Output,
  Param,
  RecordType,
  Strategy,
  Type,
} from "../../model/index.ts";
import { actionsCalled, effectsOf } from "./effects.ts";
import { expressionsOf, within } from "./expressions.ts";

/** What of its declarations a strategy uses. */
export interface Uses {
  readonly guards: ReadonlySet<Guard>;
  readonly actions: ReadonlySet<Action>;
  readonly activities: ReadonlySet<Activity>;
  readonly outputs: ReadonlySet<Output>;
  readonly params: ReadonlySet<Param>;
  /** Read or set. */
  readonly fields: ReadonlySet<ContextField>;
  readonly records: ReadonlySet<RecordType>;
  readonly enums: ReadonlySet<EnumType>;
  readonly callbacksReadParams: boolean;
  readonly callbacksReadContext: boolean;
}

export function usesIn(strategy: Strategy): Uses {
  const parts = expressionsOf(strategy).flatMap((each) => [...within(each)]);
  const effects = effectsOf(strategy);
  const types = typesNamed(strategy, parts);
  const predicates = strategy.guards.some((each) => each.expression === null);
  const readContext = predicates || strategy.actions.length > 0;
  return {
    guards: collect(parts, (each) =>
      each.kind === "guard" ? each.guard : null,
    ),
    actions: actionsCalled(strategy),
    activities: new Set(
      strategy.states.flatMap(({ runs }) => runs.map((run) => run.activity)),
    ),
    outputs: collect(effects, (each) =>
      each.kind === "emit" ? each.output : null,
    ),
    params: collect(parts, (each) =>
      each.kind === "param" ? each.param : null,
    ),
    fields: new Set([
      ...collect(parts, (each) => (each.kind === "field" ? each.field : null)),
      ...collect(effects, (each) => (each.kind === "set" ? each.field : null)),
      ...strategy.actions.flatMap(({ writes }) => writes ?? []),
    ]),
    records: collect(types, (type) =>
      type.kind === "record" ? type.record : null,
    ),
    enums: collect(types, (type) => (type.kind === "enum" ? type.enum : null)),
    callbacksReadParams: readContext || strategy.activities.length > 0,
    callbacksReadContext: readContext,
  };
}

function collect<Part, Found>(
  parts: Iterable<Part>,
  find: (part: Part) => Found | null,
): ReadonlySet<Found> {
  const found = new Set<Found>();
  for (const part of parts) {
    const each = find(part);
    if (each !== null) found.add(each);
  }
  return found;
}

/** Types that declarations name, down to their parts, and enums of which a member stands in an expression. */
function typesNamed(
  strategy: Strategy,
  parts: readonly Expression[],
): readonly Type[] {
  const { params, context, triggers, outputs, guards, activities } = strategy;
  const named: readonly (Type | null)[] = [
    ...[...params, ...context].map(({ type }) => type),
    ...[...triggers, ...outputs].flatMap(({ fields }) =>
      fields.map(({ type }) => type),
    ),
    ...guards.flatMap(({ args }) => args.map(({ type }) => type)),
    ...activities.flatMap(({ args, result, partial }) => [
      ...args.map(({ type }) => type),
      result,
      partial,
    ]),
    ...strategy.records.flatMap((record) =>
      record.fields
        .map(({ type }) => type)
        .filter((type) => !isIn(type, record)),
    ),
    ...parts.flatMap((each): readonly Type[] =>
      each.kind === "enum-member" ? [{ kind: "enum", enum: each.enum }] : [],
    ),
  ];
  const seen = new Set<RecordType>();
  return named.flatMap((type) => (type === null ? [] : unfold(type, seen)));
}

/** Whether a record's own field leads back to it: that uses nothing. */
function isIn(type: Type, record: RecordType): boolean {
  return unfold(type, new Set()).some(
    (each) => each.kind === "record" && each.record === record,
  );
}

function unfold(type: Type, seen: Set<RecordType>): readonly Type[] {
  switch (type.kind) {
    case "optional":
    case "list":
      return unfold(type.of, seen);
    case "record": {
      if (seen.has(type.record)) return [type];
      seen.add(type.record);
      const fields = type.record.fields.flatMap((field) =>
        unfold(field.type, seen),
      );
      return [type, ...fields];
    }
    default:
      return [type];
  }
}
