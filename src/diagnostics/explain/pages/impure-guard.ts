import type { Page } from "../page.ts";

export const impureGuard: Page = {
  what: "A guard that awaits, reads the clock (`Date.now()`, `new Date()`, `performance.now()`) or draws a random number, itself or in a function of yours that it calls.",
  why: "The same event would be decided differently the second time: a replay or a test shows another machine than the one that traded. And a promise always counts as true.",
  examples: {
    spec: `
strategy Entry {
  param limit: number = 100
  type Fill = { price: number, quantity: number }
  context { count: number = 0, held: Fill? }
  trigger QUOTE(price: number)
  guard affordable
  action note writes count
  activity buy(quantity: number): Fill opens
  errors limit 3 -> ERROR
  initial state IDLE { on QUOTE when affordable do note -> BUYING }
  exposed state BUYING {
    run buy(limit) timeout 5s { done set held = result -> IDLE failed, unknown -> ERROR }
  }
  exposed error state ERROR { after 1m -> IDLE }
}
`,
    wrong: `
import type { EntryCallbacks } from "../generated/entry.ts";

export const callbacks: EntryCallbacks = {
  affordable: () => Date.now() % 2 === 0,
  note: (context) => ({ count: context.count + 1 }),
  buy: (quantity) => ({ price: 1, quantity }),
};
`,
    right: `
import type { EntryCallbacks } from "../generated/entry.ts";

export const callbacks: EntryCallbacks = {
  affordable: (_context, { time }) => time % 2 === 0,
  note: (context) => ({ count: context.count + 1 }),
  buy: (quantity) => ({ price: 1, quantity }),
};
`,
  },
};
