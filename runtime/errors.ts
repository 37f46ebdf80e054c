/** What a value is, for messages. Never the value of a text or the members of an object: they may be secrets. */
export function kindOf(value: unknown): string {
  switch (typeof value) {
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "string":
      return `a string of ${value.length} characters`;
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `a list of ${value.length}`;
      return isThenable(value) ? "a promise" : "an object";
    default:
      return `a ${typeof value}`;
  }
}

/**
 * Thrown by an activity, or by an exchange: it is certain that nothing of it
 * happened, nor will. Everything else that is thrown leaves that open.
 */
export class Rejected extends Error {
  override readonly name = "Rejected";
  /** For programs: `INSUFFICIENT_MARGIN`, `HALTED`. Reaches the spec as `error.code`. */
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

/** A value from outside is not of its declared type. */
abstract class ValueError extends TypeError {
  /** Where in the value: `fill.price`, `orders[2].id`; empty for the value itself. */
  readonly path: string;

  constructor(whose: string, path: string, expected: string, got: unknown) {
    const where = path === "" ? whose : `${whose}: ${path}`;
    super(`${where}: expected ${expected}, got ${kindOf(got)}`);
    this.path = path;
  }
}

/** What an action returned does not fit the context. */
export class PatchError extends ValueError {
  override readonly name = "PatchError";

  constructor(action: string, path: string, expected: string, got: unknown) {
    super(`patch of action ${action}`, path, expected, got);
  }
}

/** An event's payload does not fit its trigger. */
export class PayloadError extends ValueError {
  override readonly name = "PayloadError";

  constructor(trigger: string, path: string, expected: string, got: unknown) {
    super(`payload of ${trigger}`, path, expected, got);
  }
}

/** A machine was created with a param that does not fit. */
export class ParamError extends ValueError {
  override readonly name = "ParamError";

  constructor(strategy: string, path: string, expected: string, got: unknown) {
    super(`params of ${strategy}`, path, expected, got);
  }
}

/** What an activity returned or reported does not fit its declaration. */
export class ResultError extends ValueError {
  override readonly name = "ResultError";

  constructor(activity: string, path: string, expected: string, got: unknown) {
    super(`result of activity ${activity}`, path, expected, got);
  }
}

/** A number that is not finite was about to enter the context, an event or an activity. */
export class NotFiniteError extends RangeError {
  override readonly name = "NotFiniteError";

  /** @param place where it would have entered: `set spread`, `argument quantity of buy` */
  constructor(place: string, got: number) {
    super(`${place}: expected a finite number, got ${got}`);
  }
}

/** A guard answered with something that is neither true nor false. */
export class GuardError extends TypeError {
  override readonly name = "GuardError";

  constructor(guard: string, got: unknown) {
    const hint = isThenable(got)
      ? "; guards are synchronous: ask in an activity, and keep the answer in the context"
      : "";
    super(`guard ${guard}: expected true or false, got ${kindOf(got)}${hint}`);
  }
}

/** An action returned a promise: what it does later would be outside of the transition. */
export class AsyncActionError extends TypeError {
  override readonly name = "AsyncActionError";

  constructor(action: string) {
    super(
      `action ${action}: expected a patch or nothing, got a promise; actions are synchronous: what waits is an activity`,
    );
  }
}

/** The callbacks handed to a machine lack one, or it is no function. */
export class CallbackError extends TypeError {
  override readonly name = "CallbackError";

  constructor(strategy: string, callback: string, got: unknown) {
    super(
      `callbacks of ${strategy}: ${callback}: expected a function, got ${kindOf(got)}`,
    );
  }
}

/** An event was sent to a machine that was not started. */
export class NotStartedError extends Error {
  override readonly name = "NotStartedError";

  constructor(machine: string, trigger: string) {
    super(`${machine} was sent ${trigger} before start()`);
  }
}

/** A machine was started, or recovered, twice. */
export class AlreadyStartedError extends Error {
  override readonly name = "AlreadyStartedError";

  constructor(machine: string) {
    super(`${machine} has been started already: make another one`);
  }
}

/** The process is about to end: what is not acknowledged goes to the next one. */
export class StoppingError extends Error {
  override readonly name = "StoppingError";

  constructor(machine: string, trigger: string) {
    super(
      `${machine} did not take ${trigger}: it is being stopped; send it again when it has been recovered`,
    );
  }
}

/** Two machines of one host have the same id: records and orders of both would be one. */
export class MachineIdError extends Error {
  override readonly name = "MachineIdError";

  constructor(machine: string) {
    super(
      `there is a machine ${machine} already: clean it up first, or give this one another id`,
    );
  }
}

/** No trigger of the strategy has this name. */
export class UnknownTriggerError extends Error {
  override readonly name = "UnknownTriggerError";

  constructor(strategy: string, trigger: unknown, triggers: readonly string[]) {
    const named = JSON.stringify(String(trigger).slice(0, 80));
    super(`${strategy} has no trigger ${named}; it has ${listed(triggers)}`);
  }
}

/** No strategy is registered under this name. */
export class UnknownStrategyError extends Error {
  override readonly name = "UnknownStrategyError";

  constructor(strategy: string, registered: readonly string[]) {
    super(
      `no strategy ${JSON.stringify(strategy.slice(0, 80))} is registered; there are ${listed(registered)}. Importing its generated file registers it`,
    );
  }
}

/** A macrostep that does not come to rest. */
export class EndlessStepError extends Error {
  override readonly name = "EndlessStepError";
  /** The states that it goes round in, each once, the first one again at the end. */
  readonly cycle: readonly string[];

  /** @param visited the states that were entered, oldest first */
  constructor(visited: readonly string[]) {
    const cycle = cycleIn(visited);
    super(`the machine does not come to rest: ${cycle.join(" -> ")}`);
    this.cycle = cycle;
  }
}

/** `flat` was asserted, or a closing activity was done, while something is held or works. */
export class NotFlatError extends Error {
  override readonly name = "NotFlatError";
  readonly code = "NOT_FLAT";

  /** @param open what is open, for people: `spot 0.01 long` */
  constructor(legs: readonly string[], open: readonly string[]) {
    super(`expected ${listed(legs)} to be flat, but ${listed(open)} is open`);
  }
}

/** Simulated time stands still: what happens at one instant goes on for ever. */
export class EndlessInstantError extends Error {
  override readonly name = "EndlessInstantError";

  constructor(time: number, count: number, last: string) {
    super(
      `${count} timers and outcomes at ${new Date(time).toISOString()}, and still more; the last was ${last}`,
    );
  }
}

/** A generated file and this runtime do not fit together. */
export class SurfaceError extends Error {
  override readonly name = "SurfaceError";

  constructor(strategy: string, made: number, runtime: number) {
    const remedy =
      made < runtime
        ? "regenerate it (npx fsmc build)"
        : "install the @fsmc/runtime that belongs to the fsmc which made it";
    super(
      `${strategy} was generated for runtime surface ${made}, this runtime has ${runtime}: ${remedy}`,
    );
  }
}

/** Why a journal cannot be written or read. */
export type JournalReason =
  /** Another process has it open. */
  | "held"
  /** There is no such file. */
  | "missing"
  | "not-a-journal"
  /** Written by a newer version of the runtime. */
  | "newer"
  /** It does not add up: changed by hand, or damaged. */
  | "corrupt"
  /** No space is left. */
  | "full"
  | "read-only"
  /** The path cannot be created or opened, or the disk fails. */
  | "unwritable"
  /** What is to be written, or recovered, is not what it should be. */
  | "unfit"
  /** Of another version of the spec. */
  | "version"
  | "closed"
  /** The thread that writes has ended. */
  | "crashed";

/** The journal cannot be written or read, or holds what cannot be. */
export class JournalError extends Error {
  override readonly name: string = "JournalError";
  /** Null when it concerns the whole journal. */
  readonly machine: string | null;
  readonly reason: JournalReason;

  constructor(
    message: string,
    machine: string | null,
    reason: JournalReason = "unfit",
    cause: unknown = null,
  ) {
    super(message, cause === null ? undefined : { cause });
    this.machine = machine;
    this.reason = reason;
  }
}

/** The last round of a walk: from the previous visit of where it ends to its end. */
function cycleIn(visited: readonly string[]): readonly string[] {
  const last = visited.at(-1);
  if (last === undefined) return [];
  const before = visited.lastIndexOf(last, -2);
  return before < 0 ? [last] : visited.slice(before);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function isThenable(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}
