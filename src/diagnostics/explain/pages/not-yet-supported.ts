import type { Page } from "../page.ts";

export const notYetSupported: Page = {
  what: "The language has it and this version does not run it. At present there is nothing of the kind: all that is checked is built.",
  why: "A machine that did something else than the spec says would be worse than none, so `build` would refuse it.",
  examples: null,
};
