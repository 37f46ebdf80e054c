/** Checks of data from outside: what of a value does not fit its declared type. */
import type { Field, RecordType, Type } from "../model/index.ts";
import type { Doc } from "./layout/doc.ts";
import {
  arrow,
  atom,
  binary,
  call,
  string,
  type Code,
} from "./layout/expression.ts";
import { giveBack, method, when } from "./layout/statement.ts";
import { memberName, safe } from "./names.ts";
import { typeText } from "./types.ts";
import type { Unit } from "./unit.ts";

/** `numberMisfit(value)`: null where it fits. */
export function misfitOf(value: Code, type: Type, unit: Unit): Code {
  const { runtime, names } = unit;
  switch (type.kind) {
    case "enum": {
      const values = names.enums.get(type.enum)?.values ?? "";
      return call(runtime.value("memberMisfit"), [value, atom(values)]);
    }
    case "list":
      return call(runtime.value("listMisfit"), [value, checkOf(type.of, unit)]);
    case "optional":
      return call(runtime.value("optionalMisfit"), [
        value,
        checkOf(type.of, unit),
      ]);
    default: {
      const check = checkOf(type, unit);
      return call(check, [value]);
    }
  }
}

/** The same as a function of the value. */
export function checkOf(type: Type, unit: Unit): Code {
  const { runtime } = unit;
  switch (type.kind) {
    case "number":
    case "duration":
    case "instant":
      return atom(runtime.value("numberMisfit"));
    case "string":
    case "boolean":
    case "null":
      return atom(runtime.value(`${type.kind}Misfit`));
    case "imported":
      return atom(runtime.value("opaqueMisfit"));
    case "record":
      return atom(misfitName(type.record, unit));
    default:
      return arrow("(value)", misfitOf(atom("value"), type, unit));
  }
}

export function misfitName(record: RecordType, unit: Unit): string {
  return `misfit$${unit.names.records.get(record) ?? ""}`;
}

/** `function misfit$Fill(value) { … }`, and with a type the predicate that narrows by it. */
export function misfitFunction(
  name: string,
  what: string,
  fields: readonly Field[],
  unit: Unit,
): Doc {
  const { runtime } = unit;
  const checks = fields.map(({ name, type }) =>
    call(runtime.value("inside"), [
      string(name),
      misfitOf(atom(`value.${memberName(name)}`), type, unit),
    ]),
  );
  const [first = atom("null"), ...others] = checks;
  const isRecord = call(runtime.value("isRecord"), [atom("value")]);
  return method(
    `function ${name}`,
    ["value: unknown"],
    `${runtime.type("Misfit")} | null`,
    [
      when(
        { kind: "unary", operator: "!", operand: isRecord },
        giveBack(call(runtime.value("misfit"), [string(what), atom("value")])),
      ),
      giveBack(
        others.reduce((left, right) => binary(left, "??", right), first),
      ),
    ],
  );
}

export function predicate(
  name: string,
  type: string,
  misfit: Code,
  exported = false,
): Doc {
  return method(
    `${exported ? "export " : ""}function ${name}`,
    ["value: unknown"],
    `value is ${type}`,
    [giveBack(binary(misfit, "===", atom("null")))],
  );
}

/** One for each record of the strategy. */
export function recordChecks(unit: Unit): readonly Doc[] {
  return unit.strategy.records.map((record) =>
    misfitFunction(
      misfitName(record, unit),
      `a ${record.name}`,
      record.fields,
      unit,
    ),
  );
}

/** Predicates by which generated code narrows what activities told: named by the type. */
export class Predicates {
  readonly #unit: Unit;
  readonly #types = new Map<string, Type>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** `isResult$Fill(value)` */
  test(value: string, type: Type): Code {
    const name = `is$${this.#unit.names.scope}${typeName(type)}`;
    this.#types.set(name, type);
    return call(name, [atom(value)]);
  }

  functions(): readonly Doc[] {
    return [...this.#types].map(([name, type]) =>
      predicate(
        name,
        typeText(type, this.#unit),
        misfitOf(atom("value"), type, this.#unit),
      ),
    );
  }
}

/** Of a type, as part of a name. */
function typeName(type: Type): string {
  switch (type.kind) {
    case "enum":
      return safe(type.enum.name);
    case "record":
      return safe(type.record.name);
    case "imported":
      return safe(type.imported.name);
    case "list":
      return `listOf$${typeName(type.of)}`;
    case "optional":
      return `optional$${typeName(type.of)}`;
    default:
      return type.kind;
  }
}
