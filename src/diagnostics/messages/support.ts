import type { Finding } from "../diagnostic.ts";

const WHAT = {
  parallel: {
    message: "parallel states cannot be built yet",
    help: "take `parallel` away and put the regions one after the other, or one strategy each; `fsmc check` takes the spec as it is",
  },
  history: {
    message: "history cannot be built yet",
    help: "name the state to go back to, and keep in the context where it was; `fsmc check` takes the spec as it is",
  },
  "several-targets": {
    message: "transitions to several targets cannot be built yet",
    help: "name one target; several exist in different regions of a parallel state only",
  },
} as const;

/** FSM115: the language has it, the generated code does not yet. */
export function notYetSupported(what: keyof typeof WHAT): Finding {
  const { message, help } = WHAT[what];
  return {
    rule: "not-yet-supported",
    message,
    why: "no code is written that would trade otherwise than the spec says",
    help,
  };
}
