/** The part of JSON Schema (draft 7) that is needed. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: boolean | string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minItems?: number;
  readonly description?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
}

export const use = (name: string): JsonSchema => ({
  $ref: `#/definitions/${name}`,
});
export const listOf = (items: JsonSchema): JsonSchema => ({
  type: "array",
  items,
});
export const mapOf = (value: JsonSchema): JsonSchema => ({
  type: "object",
  propertyNames: use("name"),
  additionalProperties: value,
});
export const either = (...anyOf: readonly JsonSchema[]): JsonSchema => ({
  anyOf,
});
export const TEXT: JsonSchema = { type: "string" };
export const FLAG: JsonSchema = { type: "boolean" };
export const NOTHING: JsonSchema = { type: "null" };
