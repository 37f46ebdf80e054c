import type { Page } from "../page.ts";

export const unknownName: Page = {
  what: "A state, trigger, guard, action, activity, field, type, modifier or YAML key that is not declared. Where a declared one is near, it is suggested.",
  why: "A misspelt target or trigger would be a transition that does not exist: the machine would simply stay where it is, with whatever is open there.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDET }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
