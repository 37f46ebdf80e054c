import { NOTES } from "./common-keys.ts";
import {
  key,
  type KeyDescription,
  type MappingDescription,
} from "./description.ts";
import {
  either,
  listOf,
  mapOf,
  use,
  FLAG,
  NOTHING,
  TEXT,
} from "./json-schema.ts";
import { TRIGGER_MODIFIERS } from "../words.ts";

const TRIGGER_FLAGS = {
  critical: key("Every state must handle, defer or ignore it.", FLAG),
  emergency: key("Goes to the head of the queue and halts opening.", FLAG),
  suspend: key("What the supervisor sends when all are to pause.", FLAG),
  resume: key("What the supervisor sends when all are to go on.", FLAG),
  volatile: key("Market data: no durable record of its own.", FLAG),
} as const satisfies Readonly<
  Record<(typeof TRIGGER_MODIFIERS)[number], KeyDescription>
>;

const DECLARED_FIELD = {
  type: key("Its type: `number`, `Fill?`, `string[]`.", TEXT),
  default: key("What it starts with: an expression.", use("expression")),
  ...NOTES,
} as const;

const FIELDS = key(
  "Field names to their types.",
  either(NOTHING, mapOf(use("fieldType"))),
);

/** What is declared in a strategy, states apart. */
export const DECLARATIONS = {
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
        "The context fields that its patch may hold; without it, any.",
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
} as const satisfies Readonly<Record<string, MappingDescription>>;
