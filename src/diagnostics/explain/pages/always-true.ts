import type { Page } from "../page.ts";

export const alwaysTrue: Page = {
  what: "Every value satisfies the guard. It says nothing, and whoever reads it believes that it does. The last branch of a choice that takes what the others leave is none: by itself it does not hold for every value.",
  why: "The limit, the margin or the price that it was to hold the strategy back by never does.",
  examples: {
    wrong: `
strategy Exit {
  trigger PRICE(price: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING { on PRICE when event.price > 90 or event.price < 110 -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
    right: `
strategy Exit {
  trigger PRICE(price: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING { on PRICE when event.price < 90 or event.price > 110 -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
  },
};
