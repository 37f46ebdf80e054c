import type { Page } from "../page.ts";

export const notSerializable: Page = {
  what: "A type that a spec imports from TypeScript, or what an activity returns for it, holds what JSON cannot carry: a Date, Map, Set, bigint, symbol, function, promise, an instance of a class with methods, or `undefined`. A member that may be left out (`note?: string`) is none of these.",
  why: "What the machine knows is written to the journal as JSON. After a restart a Date is a string and a Map is empty, and with it what was bought.",
  examples: {
    spec: `
import type { Fill } from "./entry.ts"

strategy Entry {
  param limit: number = 100
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

export interface Fill {
  readonly price: number;
  readonly time: Date;
}

export const callbacks: EntryCallbacks = {
  affordable: (context, { params }) => context.count < params.limit,
  note: (context) => ({ count: context.count + 1 }),
  buy: (_quantity, { startedAt }) => ({ price: 1, time: new Date(startedAt) }),
};
`,
    right: `
import type { EntryCallbacks } from "../generated/entry.ts";

export interface Fill {
  readonly price: number;
  readonly time: number;
}

export const callbacks: EntryCallbacks = {
  affordable: (context, { params }) => context.count < params.limit,
  note: (context) => ({ count: context.count + 1 }),
  buy: (_quantity, { startedAt }) => ({ price: 1, time: startedAt }),
};
`,
  },
};
