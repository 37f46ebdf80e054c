import type { Page } from "../page.ts";

export const neverHandled: Page = {
  what: "No state has a transition on the trigger; where one has that cannot be reached, that is told instead. To `defer` or to `ignore` it is not to handle it. An emergency that is ignored on purpose is exempt, because it sets `halted` all the same.",
  why: "Whoever sends it, an operator or a supervisor, believes that it does something.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  trigger STOP
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  trigger STOP
  errors limit 3 -> ERROR
  initial state IDLE { on GO, STOP -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
