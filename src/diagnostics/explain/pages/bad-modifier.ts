import type { Page } from "../page.ts";

export const badModifier: Page = {
  what: "Modifiers that exclude each other (at most one of `final`, `error`, `suspended`, `parallel`; `initial` excludes `error`), one that stands twice, or one that does not belong on this kind of state (`cancelled` needs `final`).",
  why: "The two words ask for different behaviour, such as ending the run and waiting for an operator; only one could be had.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  cancelled state ENDED { on GO -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final cancelled state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
