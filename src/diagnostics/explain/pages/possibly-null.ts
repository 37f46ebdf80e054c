import type { Page } from "../page.ts";

export const possiblyNull: Page = {
  what: "A member of, or arithmetic on, a value that may be null here. A test (`bought != null and …`), `?.` with `??`, an earlier branch or an earlier `set` makes it certain.",
  why: "The fill that is not there yet would be read as a quantity of nothing, and the position sold by the wrong size or not at all.",
  examples: {
    wrong: `
strategy Entry {
  type Fill = { quantity: number }
  context { bought: Fill? }
  trigger FILLED(fill: Fill)
  trigger CHECK
  errors limit 3 -> ERROR
  initial state IDLE {
    on FILLED set bought = event.fill stay
    on CHECK when bought.quantity > 0 -> ENDED
  }
  final state ENDED
  error state ERROR { on CHECK -> IDLE }
}
`,
    right: `
strategy Entry {
  type Fill = { quantity: number }
  context { bought: Fill? }
  trigger FILLED(fill: Fill)
  trigger CHECK
  errors limit 3 -> ERROR
  initial state IDLE {
    on FILLED set bought = event.fill stay
    on CHECK when (bought?.quantity ?? 0) > 0 -> ENDED
  }
  final state ENDED
  error state ERROR { on CHECK -> IDLE }
}
`,
  },
};
