import { NOTES } from "./common-keys.ts";
import { DECLARATIONS } from "./declaration-keys.ts";
import { key, type MappingDescription } from "./description.ts";
import {
  either,
  listOf,
  mapOf,
  use,
  FLAG,
  NOTHING,
  TEXT,
} from "./json-schema.ts";
import { STATES } from "./state-keys.ts";

const DOCUMENT = {
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
        either(use("names"), use("legs"), listOf(use("legs"))),
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
} as const satisfies Readonly<Record<string, MappingDescription>>;

/**
 * The YAML spelling: which keys each of its mappings has, what they are for and what they hold. The loader takes its known
 * keys and suggestions from here, `fsm.schema.json` is printed from here, so that neither can know a key that the other
 * does not.
 */
export const MAPPINGS = { ...DOCUMENT, ...DECLARATIONS, ...STATES } as const;

export type MappingName = keyof typeof MAPPINGS;
export type KeyOf<M extends MappingName> = keyof (typeof MAPPINGS)[M]["keys"] &
  string;

export function isKeyOf<M extends MappingName>(
  name: M,
  key: string,
): key is KeyOf<M> {
  return Object.hasOwn(MAPPINGS[name].keys, key);
}

/** The keys of a mapping, in the order in which they are listed. */
export function keysOf(name: MappingName): readonly string[] {
  return Object.keys(MAPPINGS[name].keys);
}
