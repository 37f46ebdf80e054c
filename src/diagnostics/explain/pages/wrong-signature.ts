import type { Page } from "../page.ts";

export const wrongSignature: Page = {
  what: "A callback whose arguments or result are not what the spec says. Stricter than TypeScript: an argument has to take all that it may be given, and a patch may hold only the fields that the action says it writes. What is `any` is not judged.",
  why: "What passes between the machine and its callbacks is then something else than both believe: a price where a quantity is meant, or a result that is refused when the order is already out.",
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
  buy: (quantity: string) => ({ price: 1, quantity: Number(quantity) }),
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
