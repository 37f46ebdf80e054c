import { EFFECTS, END, NOTES, SHORT, TAIL, WHEN } from "./common-keys.ts";
import {
  key,
  type KeyDescription,
  type MappingDescription,
} from "./description.ts";
import {
  either,
  listOf,
  use,
  FLAG,
  TEXT,
  type JsonSchema,
} from "./json-schema.ts";
import { STATE_MODIFIERS } from "../words.ts";

const STATE_FLAGS = {
  initial: key(
    "true: where its parent begins. Or an initial tail, where this state's own children begin: `-> R1.X, R2.Y`.",
    either(FLAG, TEXT, use("initialTail")),
  ),
  final: key("The run, or the composite around it, ends here.", FLAG),
  exposed: key(
    "A position, or an order that may fill, may be open here; children inherit it.",
    FLAG,
  ),
  cancelled: key("A final state of a run that was called off.", FLAG),
  error: key("The error policy's home; leaving it clears the count.", FLAG),
  suspended: key("Waits to be resumed: no run, timer or always.", FLAG),
  parallel: key("Its children are regions, all active at once.", FLAG),
} as const satisfies Readonly<
  Record<(typeof STATE_MODIFIERS)[number], KeyDescription>
>;

const TIMER: JsonSchema = either(
  { type: "object", additionalProperties: use("tail") },
  listOf({ type: "object", additionalProperties: use("tail") }),
);

/** States, and what is in them. */
export const STATES = {
  initialTail: {
    title: "initial tail",
    doc: "Effects, and where to begin.",
    keys: { ...EFFECTS, to: END.to, tail: SHORT.tail, ...NOTES },
  },
  state: {
    title: "state",
    doc: "A state.",
    keys: {
      modifiers: key(
        "The modifiers as a list.",
        either(TEXT, listOf({ enum: STATE_MODIFIERS })),
      ),
      ...STATE_FLAGS,
      ...NOTES,
      enter: key(
        "Callbacks and effects on the way in: `a, b set x = 1`.",
        use("callbacks"),
      ),
      exit: key("Callbacks and effects on the way out.", use("callbacks")),
      on: key(
        "Transitions: triggers (or `error`, `done`, `recover`) to tails. A list of such mappings where one trigger has several.",
        TIMER,
      ),
      always: key(
        "Taken without an event, as soon as it is enabled. Several: a list of mappings with `tail`.",
        either(use("tail"), listOf(use("tailDetail"))),
      ),
      after: key("Timers: a duration to a tail.", TIMER),
      at: key("Timers: an instant to a tail.", TIMER),
      every: key("Recurring timers: a duration to a tail.", TIMER),
      timers: key(
        "Timers of several kinds in the order in which those fire that are due at once: a list of `after`, `at` and `every`.",
        listOf(use("timers")),
      ),
      run: key(
        "Activities that run while the state is active.",
        either(TEXT, use("run"), listOf(either(TEXT, use("run")))),
      ),
      defer: key(
        "Triggers that are kept until the configuration has changed.",
        use("deferral"),
      ),
      ignore: key("Triggers that are dropped on purpose.", use("deferral")),
      states: key("Child states.", use("states")),
    },
  },
  timers: {
    title: "item of `timers`",
    doc: "Timers of one kind.",
    keys: {
      after: key("A duration to a tail.", TIMER),
      at: key("An instant to a tail.", TIMER),
      every: key("A duration to a tail, again and again.", TIMER),
    },
  },
  callbacksDetail: {
    title: "`enter` or `exit`",
    doc: "Callbacks and effects, with notes.",
    keys: {
      callbacks: key(
        "Actions, then effects: `a, b set x = 1`.",
        either(TEXT, listOf(use("name"))),
      ),
      ...EFFECTS,
      ...NOTES,
    },
  },
  deferralDetail: {
    title: "`defer` or `ignore`",
    doc: "Triggers, with notes.",
    keys: { triggers: key("The triggers.", use("names")), ...NOTES },
    required: ["triggers"],
  },
  tailDetail: {
    title: "transition",
    doc: "A guard, effects (in the order set, do, raise, cancel, emit, flat) and a target.",
    keys: TAIL,
  },
  branch: {
    title: "branch of a choice",
    doc: "One branch of a choice.",
    keys: {
      ...WHEN,
      else: key("true: taken when no `when` before it holds.", {
        const: true,
      }),
      ...EFFECTS,
      ...END,
    },
  },
  raise: {
    title: "`raise`",
    doc: "An internal event.",
    keys: {
      trigger: key("The trigger, or `T(args)`.", TEXT),
      args: key("Its arguments.", listOf(use("expression"))),
      delay: key("How much later.", use("expression")),
    },
    required: ["trigger"],
  },
  emit: {
    title: "`emit`",
    doc: "An output.",
    keys: {
      output: key("The output, or `OUT(args)`.", TEXT),
      args: key("Its arguments.", listOf(use("expression"))),
    },
    required: ["output"],
  },
  run: {
    title: "run",
    doc: "An activity, and what its outcomes lead to.",
    keys: {
      activity: key("The activity with its arguments: `buy(quantity)`.", TEXT),
      args: key(
        "The arguments, where not in `activity`.",
        listOf(use("expression")),
      ),
      retry: key("How many more attempts.", use("expression")),
      backoff: key(
        "The wait before another attempt: `100ms`, `100ms to 5s`, or [first, longest].",
        either(use("expression"), {
          ...listOf(use("expression")),
          minItems: 1,
        }),
      ),
      timeout: key("The longest that one attempt may take.", use("expression")),
      done: key("It was done; `result` is what it gave.", use("tail")),
      failed: key("Certain: nothing of it happened, nor will.", use("tail")),
      unknown: key(
        "It may have happened: a time-out, a lost connection.",
        use("tail"),
      ),
      partial: key("Part of it is done; as often as it reports.", use("tail")),
      ...NOTES,
    },
    required: ["activity"],
    patterns: {
      "^\\s*(done|failed|unknown|partial)\\s*(,\\s*(done|failed|unknown|partial)\\s*)+$":
        key("Several outcomes share one arm.", use("tail")),
    },
  },
  from: {
    title: "`from`",
    doc: "One item written into many states.",
    keys: {
      states: key(
        '"*" (all top-level states that are not final), a modifier, or the states.',
        either(TEXT, listOf(TEXT)),
      ),
      except: key("The states that are left out.", either(TEXT, listOf(TEXT))),
      on: key("The triggers of a transition.", either(TEXT, listOf(TEXT))),
      defer: key("Triggers that are kept.", use("names")),
      ignore: key("Triggers that are dropped on purpose.", use("names")),
      ...TAIL,
    },
    required: ["states"],
  },
} as const satisfies Readonly<Record<string, MappingDescription>>;
