/** What is sent to a machine, and which atomic states are active then, by their ids. */
export interface Script {
  readonly initial: readonly string[];
  readonly steps: readonly ScriptStep[];
}

export interface ScriptStep {
  /** Milliseconds that pass before. */
  readonly after: number;
  readonly event: string;
  /** As JSON has it; undefined without. */
  readonly data: unknown;
  readonly next: readonly string[];
}

/**
 * Reads `{ initialConfiguration, events: [{ after, event: { name, data }, nextConfiguration }] }`, the form of the SCION tests.
 *
 * @throws SyntaxError if it is something else
 */
export function parseScript(text: string): Script {
  const script: unknown = JSON.parse(text);
  const events = member(script, "events") ?? [];
  if (!Array.isArray(events)) throw wrong("events", "a list");
  return {
    initial: ids(
      member(script, "initialConfiguration"),
      "initialConfiguration",
    ),
    steps: events.map((each: unknown, index) =>
      stepOf(each, `events[${index}]`),
    ),
  };
}

function stepOf(step: unknown, place: string): ScriptStep {
  const event = member(step, "event");
  const name = member(event, "name");
  if (typeof name !== "string") throw wrong(`${place}.event.name`, "a string");
  const after = member(step, "after") ?? 0;
  if (typeof after !== "number" || !Number.isFinite(after) || after < 0)
    throw wrong(`${place}.after`, "0 milliseconds or more");
  const next = ids(
    member(step, "nextConfiguration"),
    `${place}.nextConfiguration`,
  );
  return {
    after,
    event: name,
    data: member(event, "data"),
    next,
  };
}

function ids(value: unknown, place: string): readonly string[] {
  if (!Array.isArray(value)) throw wrong(place, "a list of ids");
  return value.map((each: unknown) => String(each));
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function wrong(place: string, expected: string): SyntaxError {
  return new SyntaxError(`${place}: expected ${expected}`);
}
