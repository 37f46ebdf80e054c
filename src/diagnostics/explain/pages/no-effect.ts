import type { Page } from "../page.ts";

export const noEffect: Page = {
  what: "A `stay` on a trigger or timer that does nothing, and keeps nothing else from being done; or a guard that reads only fields that nothing changes. Among other branches, as `else` or `when`, it says that nothing is meant, and a critical trigger is answered by it. A `stay` that keeps a transition of a state around from being taken has an effect.",
  why: "It reads as if something happened, and what was meant to does not.",
  examples: {
    wrong: `
strategy Entry {
  trigger QUOTE(price: number)
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on QUOTE when event.price > 10 stay
    on GO -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger QUOTE(price: number)
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on QUOTE when event.price > 10 -> ENDED
    on GO -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
