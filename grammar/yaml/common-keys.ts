/** Keys that several mappings share. */
import { key } from "./description.ts";
import { either, listOf, mapOf, use, FLAG, TEXT } from "./json-schema.ts";

export const NOTES = {
  doc: key(
    "What it is for: carried into the generated JSDoc, diagrams and hovers.",
    TEXT,
  ),
  allow: key(
    "Silences rules here and in all that this contains: rule name to the reason, which is needed.",
    use("allow"),
  ),
} as const;

export const EFFECTS = {
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

export const END = {
  to: key(
    "The target: a state, several of different regions, `history S`, `deep history S`, or `stay` (also where it is missing).",
    either(TEXT, listOf(TEXT)),
  ),
  reenter: key("Leaves the own state even if the target lies within it.", FLAG),
} as const;

export const WHEN = {
  when: key("The guard: an expression.", use("expression")),
} as const;

export const SHORT = {
  tail: key(
    "The whole in another form, where `doc` or `allow` stand beside it: `.fsm` text, or a list of branches.",
    either(TEXT, listOf(use("choiceBranch"))),
  ),
} as const;

export const TAIL = {
  ...WHEN,
  ...EFFECTS,
  ...END,
  ...SHORT,
  ...NOTES,
} as const;
