/** The words that machines and their users share. */

/** What became of an event. */
export type Outcome =
  | "taken"
  /** Nothing declared for it here, or `ignore`, or the run has ended. */
  | "ignored"
  /** Declared, but no guard held. */
  | "blocked"
  /** Undone as a whole, because something threw. */
  | "failed"
  /** Sent from inside a callback: handled after what is under way. */
  | "queued"
  /** Kept until the configuration has changed. */
  | "deferred";

export type Phase =
  "initializing" | "active" | "suspended" | "error" | "completed" | "cancelled";

/** What a callback is told about the transition that it is part of. */
export interface Step<
  Trigger extends string = string,
  Payload = unknown,
  Params = unknown,
> {
  /** When the event was taken up, milliseconds since the epoch. */
  readonly time: number;
  /** Shortest unique name of the state whose transition it is; empty at the start. */
  readonly from: string;
  readonly to: string;
  readonly trigger: Trigger;
  readonly payload: Payload;
  /** What the sender said, else `Transition: FROM -> TO`. */
  readonly message: string;
  /** The machine's. */
  readonly id: string;
  readonly params: Params;
}

export interface SendOptions {
  /** For the audit trail, and what callbacks get as `step.message`. */
  readonly message?: string;
}

export interface PostOptions extends SendOptions {
  /** Unique to the event, such as a trade id: an event that was applied is not applied again. */
  readonly id?: string;
}

/** Something that went wrong in a machine. */
export interface MachineFault {
  readonly time: number;
  /** Active when it happened; null before the start. */
  readonly state: string | null;
  readonly trigger: string;
  readonly error: unknown;
}

/** What a machine told the outside with `emit`. */
export interface OutputEvent<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  readonly payload: Payload;
  readonly time: number;
  /** The machine's id. */
  readonly machine: string;
}

/** The types of one strategy; its generated file says what they are. */
export interface StrategyTypes {
  readonly state: string;
  readonly trigger: string;
  /** By trigger, what comes with it; null where nothing does. */
  readonly payloads: object;
  readonly output: OutputEvent;
  readonly context: object;
  readonly params: object;
  readonly callbacks: object;
}

/** The context while a macrostep changes it. */
export type Draft<Context> = {
  -readonly [Field in keyof Context]: Context[Field];
};

/** The triggers without fields, which need no payload. */
export type PlainTrigger<Payloads> = {
  [Trigger in keyof Payloads]: Payloads[Trigger] extends null ? Trigger : never;
}[keyof Payloads];

/** The triggers with fields. */
export type LoadedTrigger<Payloads> = Exclude<
  keyof Payloads,
  PlainTrigger<Payloads>
>;

/** What callbacks are told as `trigger` where nothing was sent and nothing told. */
export type SilentTrigger =
  | "start"
  | "always"
  | "after"
  | "at"
  | "every"
  | "timeout"
  | "done"
  | "recover"
  | "run"
  | "error limit";

/** What callbacks are told of an event: each trigger with its payload. */
export type TriggerStep<Payloads, Params> = {
  [Trigger in keyof Payloads & string]: Step<
    Trigger,
    Payloads[Trigger],
    Params
  >;
}[keyof Payloads & string];

/** Every output with its payload. */
export type OutputOf<Payloads> = {
  [Name in keyof Payloads & string]: OutputEvent<Name, Payloads[Name]>;
}[keyof Payloads & string];
