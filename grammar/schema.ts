import {
  either,
  listOf,
  mapOf,
  use,
  NOTHING,
  TEXT,
  type JsonSchema,
} from "./yaml/json-schema.ts";
import type { KeyDescription, MappingDescription } from "./yaml/description.ts";
import { MAPPINGS } from "./yaml/keys.ts";

/** The values that are no mappings with fixed keys, or come in several forms. */
const VALUES: Readonly<Record<string, JsonSchema>> = {
  name: {
    description: "A name.",
    type: "string",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
  },
  names: either(TEXT, listOf(use("name"))),
  expression: {
    description: "An expression as in `.fsm`.",
    type: ["string", "number", "boolean", "null", "array", "object"],
  },
  condition: {
    description: "An expression, or nothing where TypeScript implements it.",
    type: ["string", "boolean", "null"],
  },
  allow: {
    type: "object",
    additionalProperties: { type: "string" },
  },
  fieldType: either(TEXT, use("fieldDetail")),
  fields: mapOf(use("fieldType")),
  states: mapOf(either(NOTHING, use("state"))),
  callbacks: either(
    TEXT,
    listOf(use("name")),
    use("callbacksDetail"),
    listOf(use("callbacksDetail")),
  ),
  deferral: either(
    use("names"),
    use("deferralDetail"),
    listOf(use("deferralDetail")),
  ),
  choiceBranch: either(TEXT, use("branch")),
  tail: either(TEXT, use("tailDetail"), {
    ...listOf(use("choiceBranch")),
    minItems: 1,
  }),
};

function property({ doc, value }: KeyDescription): JsonSchema {
  return {
    description: doc,
    ...("$ref" in value ? { allOf: [value] } : value),
  };
}

function properties(
  keys: Readonly<Record<string, KeyDescription>>,
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, description]) => [
      name,
      property(description),
    ]),
  );
}

function mappingSchema(mapping: MappingDescription): JsonSchema {
  return {
    description: mapping.doc,
    type: "object",
    properties: properties(mapping.keys),
    ...(mapping.patterns === undefined
      ? {}
      : { patternProperties: properties(mapping.patterns) }),
    ...(mapping.required === undefined ? {} : { required: mapping.required }),
    additionalProperties: false,
  };
}

/** The whole, as `fsm.schema.json` holds it: draft 7, which editors know best. */
export function jsonSchema(): Readonly<Record<string, unknown>> {
  const mappings = Object.entries(MAPPINGS).map(([name, mapping]) => [
    name,
    mappingSchema(mapping),
  ]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "fsmc strategy",
    allOf: [use("document")],
    definitions: { ...Object.fromEntries(mappings), ...VALUES },
  };
}
