import type { Page } from "../page.ts";

export const choiceGap: Page = {
  what: "All branches of a choice have an expression as guard, there is no `else`, and values are found that satisfy none; the finding shows them. Values that another transition for the same event takes, in the state or around it, and triggers that it defers or ignores are no gap. An `always` may have one where the machine then waits for something: the state hears events of its own, keeps time or runs something, or what the guards read changes meanwhile.",
  why: "For such values the event passes without a word, and the strategy goes on as if nothing had come. Write `else stay` where that is meant.",
  examples: {
    wrong: `
strategy Exit {
  trigger PRICE(price: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING {
    on PRICE {
      when event.price > 100 -> CLOSING
      when event.price < 100 -> ENDED
    }
  }
  state CLOSING { on PRICE -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
    right: `
strategy Exit {
  trigger PRICE(price: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING {
    on PRICE {
      when event.price > 100 -> CLOSING
      when event.price <= 100 -> ENDED
    }
  }
  state CLOSING { on PRICE -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
  },
};
