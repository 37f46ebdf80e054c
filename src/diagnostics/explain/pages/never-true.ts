import type { Page } from "../page.ts";

export const neverTrue: Page = {
  what: "No value satisfies the guard: its conditions contradict each other, or in a choice the branches before it take all that it would. Sums and differences, min, max, abs, enums and null are understood; what a TypeScript predicate says is not guessed. A state that only such a guard leads to is not reported as unreachable as well.",
  why: "What stands behind it never happens, whatever the market does.",
  examples: {
    wrong: `
strategy Entry {
  trigger QUOTE(bid: number, ask: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE {
    on QUOTE when event.ask - event.bid > 5 and event.bid > event.ask -> ENDED
    on RESET -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger QUOTE(bid: number, ask: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE {
    on QUOTE when event.ask - event.bid > 5 and event.ask > event.bid -> ENDED
    on RESET -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
