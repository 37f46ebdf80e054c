/** FSM102 to FSM114: what a text that the grammar takes cannot mean. */
export * from "./meaning/files.ts";
export * from "./meaning/limits.ts";
export * from "./meaning/names.ts";
export * from "./meaning/nulls.ts";
export * from "./meaning/operators.ts";
export * from "./meaning/reading.ts";
export * from "./meaning/states.ts";
export * from "./meaning/values.ts";
