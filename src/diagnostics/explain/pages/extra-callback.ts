import type { Page } from "../page.ts";

export const extraCallback: Page = {
  what: "A member of the callbacks that the spec knows no guard, action or activity for. The members of a class are its own affair.",
  why: "Somebody wrote it and believes that it runs: a check of margin, or an order taken back, that never happens.",
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
  affordable: (context, { params }) => context.count < params.limit,
  note: (context) => ({ count: context.count + 1 }),
  buy: (quantity) => ({ price: 1, quantity }),
  checkMargin: () => true,
};
`,
    right: `
import type { EntryCallbacks } from "../generated/entry.ts";

export const callbacks: EntryCallbacks = {
  affordable: (context, { params }) => context.count < params.limit,
  note: (context) => ({ count: context.count + 1 }),
  buy: (quantity) => ({ price: 1, quantity }),
};
`,
  },
};
