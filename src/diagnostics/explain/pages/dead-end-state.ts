import type { Page } from "../page.ts";

export const deadEndState: Page = {
  what: "The state is not final, and nothing leads on from it: no transition, timer or arm of its own or of a state around it, and no time-out. `stay` and a transition back to the state itself do not lead on; neither does what only a failure or a restart takes (`on error`, `on recover`, the error policy). Guards are not looked into. A composite whose final child has ended it needs an `on done`, or another way out.",
  why: "The machine gets there once and stays for good. It never ends and trades no more, and what it holds it holds until somebody looks.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> PAUSED }
  state PAUSED { on GO stay }
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> PAUSED }
  state PAUSED { on GO -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
