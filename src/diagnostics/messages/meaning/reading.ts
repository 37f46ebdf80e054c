import type { Finding } from "../../diagnostic.ts";

/** FSM107: what a place cannot read. */

const NOTHING_THERE =
  "there is nothing to read at this moment, so the machine would act on nothing";

/** `event`, `result`, `error` where there is none. */
export function notHere(named: {
  readonly name: "event" | "result" | "error";
  readonly where: string;
}): Finding {
  const { name, where } = named;
  const helps = {
    event:
      "`event.x` can be read in the guards and effects of `on T`; to use it later, `set` it to a context field there",
    result:
      "`result` can be read in `done` and `partial` of an activity that declares what it gives; to use it later, `set` it there",
    error:
      "`error` can be read in `failed`, `unknown` and an `on error` of its own; to use it later, `set` what you need there",
  } as const;
  return {
    rule: "type-mismatch",
    message: `there is no \`${name}\` ${where}`,
    why: NOTHING_THERE,
    help: helps[name],
  };
}

export function eventAlone(named: {
  readonly name: "event" | "error";
}): Finding {
  const { name } = named;
  return {
    rule: "type-mismatch",
    message: `\`${name}\` is read by its fields`,
    why: NOTHING_THERE,
    help:
      name === "event"
        ? "write `event.` and a field of the trigger"
        : "write `error.code`, `error.message` or `error.attempt`",
  };
}

/** Context, time or guards where only constants and params can be. */
export function notReadable(named: {
  readonly name: string;
  readonly what: string | null;
  readonly where: string;
  readonly reads: "constants" | "params" | "machine";
}): Finding {
  const { name, what, where, reads } = named;
  const label = what === null ? `\`${name}\`` : `the ${what} \`${name}\``;
  return {
    rule: "type-mismatch",
    message: `${label} cannot be read ${where}`,
    why: "it is worked out when the machine is created, before there is anything else to read",
    help:
      reads === "constants"
        ? "write a constant"
        : "write a constant, or read params",
  };
}

export function guardReadsEvent(named: {
  readonly guard: string;
  readonly field: string;
  readonly where: string;
}): Finding {
  const { guard, field, where } = named;
  return {
    rule: "type-mismatch",
    message: `the guard \`${guard}\` reads \`event.${field}\`, and there is no \`event\` ${where}`,
    why: NOTHING_THERE,
    help: "use it behind `on T`, or write a guard that reads a context field instead",
  };
}

export function guardReadsField(named: {
  readonly guard: string;
  readonly field: string;
  readonly trigger: string;
  readonly type: string;
  /** Null: the trigger has no such field. */
  readonly found: string | null;
}): Finding {
  const { guard, field, trigger, type, found } = named;
  return {
    rule: "type-mismatch",
    message:
      found === null
        ? `the guard \`${guard}\` reads \`event.${field}\`, which \`${trigger}\` does not have`
        : `the guard \`${guard}\` reads \`event.${field}\` as \`${type}\`, and in \`${trigger}\` it is \`${found}\``,
    why: NOTHING_THERE,
    help: `add \`${field}: ${type}\` to \`${trigger}\`, or use another guard here`,
  };
}

export function eventFieldNotShared(named: {
  readonly field: string;
  readonly with: string;
  readonly without: string;
}): Finding {
  const { field, without } = named;
  return {
    rule: "type-mismatch",
    message: `\`event.${field}\` is not there when the trigger is \`${without}\``,
    why: NOTHING_THERE,
    help: `write an \`on\` of its own for \`${named.with}\`, or add the field to \`${without}\``,
  };
}

export function eventFieldDiffers(named: {
  readonly field: string;
  readonly one: string;
  readonly other: string;
}): Finding {
  const { field, one, other } = named;
  return {
    rule: "type-mismatch",
    message: `\`event.${field}\` is ${one} and ${other}`,
    why: "what reads it could not know which of the two it has",
    help: "write an `on` of its own for each trigger, or give both fields one type",
  };
}
