/** Why a name cannot be declared: who has it already. */
export type Reservation =
  "typescript" | "object" | "expression" | "type" | "runtime";

/** What a name is declared as, as far as that decides which names are taken. */
export type NameKind = "expression" | "type" | "strategy" | "other";

/** Words that no TypeScript variable, class or parameter can have in a module (ECMA-262, section 12.7.2, strict mode). */
const TYPESCRIPT = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield undefined NaN Infinity " +
    "globalThis"
  ).split(" "),
);

/** What every JavaScript object has before anything is put into it. */
const OBJECT = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
]);

/** What stands for something of its own in every expression. */
const EXPRESSION = new Set(
  (
    "event result error now elapsed halted in min max abs floor ceil round clamp length contains " +
    "true false null and or not mod"
  ).split(" "),
);

const TYPES = new Set([
  "number",
  "string",
  "boolean",
  "duration",
  "instant",
  "null",
]);

/** `StrategyMachine` and the like are classes of the runtime, which the generated class builds on. */
const RUNTIME = new Set(["Strategy"]);

/** Who has the name already; null when it is free. `expression`: names that expressions read or call. */
export function reservationOf(
  name: string,
  kind: NameKind,
): Reservation | null {
  if (OBJECT.has(name)) return "object";
  if (kind === "expression" && EXPRESSION.has(name)) return "expression";
  if (TYPESCRIPT.has(name)) return "typescript";
  if (kind === "type" && TYPES.has(name)) return "type";
  if (kind === "strategy" && RUNTIME.has(name)) return "runtime";
  return null;
}
