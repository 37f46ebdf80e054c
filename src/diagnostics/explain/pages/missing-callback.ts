import type { Page } from "../page.ts";

export const missingCallback: Page = {
  what: "A guard without an expression, an action or an activity that the object handed to the machine does not have. The object is found where a machine is created, or by its type (`EntryCallbacks`), and followed through names, functions, spreads and `satisfies`, into other files too. A callback whose name is nearly right is shown as what it is meant to be.",
  why: "A machine is not created without all of its callbacks: nothing is traded, and what an earlier run left open is not closed either.",
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
