import {
  either,
  listOf,
  mapOf,
  use,
  FLAG,
  NOTHING,
  TEXT,
  type JsonSchema,
} from "./json-schema.ts";
import { STATE_MODIFIERS, TRIGGER_MODIFIERS } from "./words.ts";

export interface KeyDescription {
  /** What a hover says. */
  readonly doc: string;
  readonly value: JsonSchema;
}

export interface MappingDescription {
  /** What a message calls it: `a state has no key …`. */
  readonly title: string;
  readonly doc: string;
  readonly keys: Readonly<Record<string, KeyDescription>>;
  readonly required?: readonly string[];
  /** Keys that are no single word: the arms of a run, several outcomes with commas. */
  readonly patterns?: Readonly<Record<string, KeyDescription>>;
}

const key = (doc: string, value: JsonSchema): KeyDescription => ({
  doc,
  value,
});

const NOTES = {
  doc: key(
    "What it is for: carried into the generated JSDoc, diagrams and hovers.",
    TEXT,
  ),
  allow: key(
    "Silences rules here and in all that this contains: rule name to the reason, which is needed.",
    use("allow"),
  ),
} as const;

const EFFECTS = {
  set: key(
    "Sets whole context fields; each assignment sees those before it.",
    either(TEXT, mapOf(use("expression"))),
  ),
  do: key("Calls actions, in this order.", use("names")),
  raise: key(
    "Raises an internal event, at once or after a delay: `T(args) delay 5s`.",
    either(TEXT, use("raise"), listOf(either(TEXT, use("raise")))),
  ),
  cancel: key(
    "Takes back the delayed raises of a trigger, or asks an activity to end its order.",
    use("names"),
  ),
  emit: key(
    "Emits outputs to the outside: `OUT(args)`.",
    either(TEXT, use("emit"), listOf(either(TEXT, use("emit")))),
  ),
  flat: key(
    "Asserts that nothing is open: true for all legs, or the legs.",
    either({ const: true }, use("names")),
  ),
} as const;

const END = {
  to: key(
    "The target: a state, several of different regions, `history S`, `deep history S`, or `stay` (also where it is missing).",
    either(TEXT, listOf(TEXT)),
  ),
  reenter: key("Leaves the own state even if the target lies within it.", FLAG),
} as const;

const WHEN = {
  when: key("The guard: an expression.", use("expression")),
} as const;

const SHORT = {
  tail: key(
    "The whole in another form, where `doc` or `allow` stand beside it: `.fsm` text, or a list of branches.",
    either(TEXT, listOf(use("choiceBranch"))),
  ),
} as const;

const TAIL = { ...WHEN, ...EFFECTS, ...END, ...SHORT, ...NOTES } as const;

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

const TRIGGER_FLAGS = {
  critical: key("Every state must handle, defer or ignore it.", FLAG),
  emergency: key("Goes to the head of the queue and halts opening.", FLAG),
  suspend: key("What the supervisor sends when all are to pause.", FLAG),
  resume: key("What the supervisor sends when all are to go on.", FLAG),
  volatile: key("Market data: no durable record of its own.", FLAG),
} as const satisfies Readonly<
  Record<(typeof TRIGGER_MODIFIERS)[number], KeyDescription>
>;

const TIMER: JsonSchema = either(
  { type: "object", additionalProperties: use("tail") },
  listOf({ type: "object", additionalProperties: use("tail") }),
);

const DECLARED_FIELD = {
  type: key("Its type: `number`, `Fill?`, `string[]`.", TEXT),
  default: key("What it starts with: an expression.", use("expression")),
  ...NOTES,
} as const;

const FIELDS = key(
  "Field names to their types.",
  either(NOTHING, mapOf(use("fieldType"))),
);

/**
 * The YAML spelling: which keys each of its mappings has, what they are for and what they hold. The loader takes its known
 * keys and suggestions from here, `fsm.schema.json` is printed from here, so that neither can know a key that the other
 * does not.
 */
export const MAPPINGS = {
  document: {
    title: "strategy",
    doc: "One strategy; or imports, enums and types for all strategies of the file.",
    keys: {
      import: key(
        "Names from another spec, or types from TypeScript.",
        either(use("import"), listOf(use("import"))),
      ),
      strategy: key("The name of the strategy.", use("name")),
      abstract: key(
        "The name of an abstract strategy: only a parent for others. Or true beside `strategy`.",
        either(use("name"), FLAG),
      ),
      extends: key("The abstract strategy that this one adds to.", use("name")),
      version: key(
        "A whole number; the journal records it.",
        either({ type: ["integer", "string"] }, use("version")),
      ),
      legs: key(
        "What can be held apart from each other.",
        either(use("names"), use("legs")),
      ),
      enums: key(
        "Enums: name to members.",
        mapOf(either(use("names"), use("enum"))),
      ),
      types: key(
        "Record types: name to fields.",
        mapOf(either(use("fields"), use("type"))),
      ),
      params: key(
        "Fixed at creation: name to type, or to type and default.",
        mapOf(either(TEXT, use("param"))),
      ),
      context: key(
        "The machine's data: name to type, or to type and default.",
        mapOf(either(TEXT, use("field"))),
      ),
      triggers: key(
        "Input events: name to payload fields, or to modifiers and fields.",
        either(
          use("names"),
          mapOf(either(NOTHING, use("fields"), use("trigger"))),
        ),
      ),
      outputs: key(
        "Events that the machine emits: name to fields.",
        either(
          use("names"),
          mapOf(either(NOTHING, use("fields"), use("output"))),
        ),
      ),
      guards: key(
        "Conditions: name to an expression, or to nothing where TypeScript implements it.",
        either(use("names"), mapOf(either(use("condition"), use("guard")))),
      ),
      actions: key(
        "Synchronous callbacks, implemented in TypeScript.",
        either(use("names"), mapOf(either(NOTHING, use("action")))),
      ),
      activities: key(
        "Asynchronous work, implemented in TypeScript.",
        either(use("names"), mapOf(either(NOTHING, use("activity")))),
      ),
      errors: key(
        "The error policy: `limit 3 within 10m -> ERROR`.",
        either(TEXT, use("errors")),
      ),
      timeout: key(
        "The longest one run may take: `30s -> FLATTENING`.",
        either(TEXT, use("timeout")),
      ),
      initial: key(
        "Where the strategy begins, where no state says `initial: true`.",
        either(TEXT, use("initialTail")),
      ),
      states: key("The states, by name.", use("states")),
      from: key(
        "One item written into many states.",
        either(use("from"), listOf(use("from"))),
      ),
      ...NOTES,
    },
  },
  import: {
    title: "import",
    doc: "Names from another file.",
    keys: {
      names: key(
        "Strategies, enums and types of another spec; `A as B` renames.",
        either(TEXT, listOf(TEXT)),
      ),
      types: key(
        "TypeScript types, opaque to the checker; `A as B` renames.",
        either(TEXT, listOf(TEXT)),
      ),
      from: key("The file, relative to this one.", TEXT),
    },
    required: ["from"],
  },
  version: {
    title: "version",
    doc: "The version, with notes.",
    keys: {
      number: key("A whole number.", { type: ["integer", "string"] }),
      ...NOTES,
    },
    required: ["number"],
  },
  legs: {
    title: "list of legs",
    doc: "The legs, with notes.",
    keys: { names: key("The legs.", use("names")), ...NOTES },
    required: ["names"],
  },
  enum: {
    title: "enum",
    doc: "An enum, with notes.",
    keys: { members: key("Its members.", use("names")), ...NOTES },
    required: ["members"],
  },
  type: {
    title: "type",
    doc: "A record type, with notes.",
    keys: { fields: FIELDS, ...NOTES },
    required: ["fields"],
  },
  fieldDetail: {
    title: "field",
    doc: "One field of a record, a payload or a list of arguments.",
    keys: { type: DECLARED_FIELD.type, doc: NOTES.doc },
    required: ["type"],
  },
  param: {
    title: "param",
    doc: "A param; without a default it is required.",
    keys: DECLARED_FIELD,
    required: ["type"],
  },
  field: {
    title: "context field",
    doc: "A field of the context.",
    keys: DECLARED_FIELD,
    required: ["type"],
  },
  trigger: {
    title: "trigger",
    doc: "A trigger with modifiers or notes.",
    keys: {
      modifiers: key(
        "What is special about it.",
        either(TEXT, listOf({ enum: TRIGGER_MODIFIERS })),
      ),
      ...TRIGGER_FLAGS,
      fields: FIELDS,
      ...NOTES,
    },
  },
  output: {
    title: "output",
    doc: "An output with notes.",
    keys: { fields: FIELDS, ...NOTES },
  },
  guard: {
    title: "guard",
    doc: "A guard with arguments or notes.",
    keys: {
      args: key("Argument names to types.", FIELDS.value),
      expr: key(
        "The condition; without it TypeScript implements the guard.",
        use("expression"),
      ),
      ...NOTES,
    },
  },
  action: {
    title: "action",
    doc: "An action with what it may write.",
    keys: {
      writes: key(
        "The context fields that its patch may hold; an empty list: none.",
        use("names"),
      ),
      ...NOTES,
    },
  },
  activity: {
    title: "activity",
    doc: "Asynchronous work.",
    keys: {
      args: key("Argument names to types.", FIELDS.value),
      result: key("The type of what it gives when done.", TEXT),
      partial: key("The type of what it reports before it is done.", TEXT),
      effect: key(
        "What it does to the position (`opens`, `places`, `reduces`, `closes`, `cancels`), then the legs.",
        either(TEXT, listOf(TEXT)),
      ),
      ...NOTES,
    },
  },
  errors: {
    title: "error policy",
    doc: "After how many errors the machine is led where.",
    keys: {
      limit: key("How many errors.", use("expression")),
      within: key("In which time.", use("expression")),
      to: key("The error state.", TEXT),
      ...NOTES,
    },
    required: ["limit", "to"],
  },
  timeout: {
    title: "time-out",
    doc: "The longest one run may take, and where it leads then.",
    keys: {
      after: key("The time.", use("expression")),
      to: key("The state that it leads to.", TEXT),
      ...NOTES,
    },
    required: ["after", "to"],
  },
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
        "Taken without an event, as soon as it is enabled.",
        use("tail"),
      ),
      after: key("Timers: a duration to a tail.", TIMER),
      at: key("Timers: an instant to a tail.", TIMER),
      every: key("Recurring timers: a duration to a tail.", TIMER),
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

export type MappingName = keyof typeof MAPPINGS;
export type KeyOf<M extends MappingName> = keyof (typeof MAPPINGS)[M]["keys"] &
  string;

function isKey<M extends MappingName>(name: M, key: string): key is KeyOf<M> {
  return Object.hasOwn(MAPPINGS[name].keys, key);
}

/** What the loader needs to know about the keys. */
export const KEYS_OF = {
  isKey,
  describe(name: MappingName): {
    readonly title: string;
    readonly keys: readonly string[];
  } {
    const { title, keys } = MAPPINGS[name];
    return { title, keys: Object.keys(keys) };
  },
} as const;
