import type { Page } from "../page.ts";

export const typeMismatch: Page = {
  what: "An expression, a payload, an argument, a default or a `set` has another type than the place takes. Durations, instants and numbers are different types: `5s` is a duration, `5` is a number.",
  why: "A duration read as a price, or a price as a quantity, is an order of the wrong size.",
  examples: {
    wrong: `
strategy Entry {
  param patience: duration = 5
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> ENDED
    after patience -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  param patience: duration = 5s
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> ENDED
    after patience -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
