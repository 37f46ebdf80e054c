import type { Page } from "../page.ts";

export const unreachableState: Page = {
  what: "No path leads to the state. What leads in: an initial state, every transition, timer and arm, `recover`, the strategy's `timeout`, the error policy. A branch does not where its guard can never hold, or where the ones before it always are taken. States that only an unreachable one leads to are named with it: they have no cause of their own. Nor has a state that nothing in the text leads to while a way on or an arm is found missing elsewhere: that may have led there, and is told first.",
  why: "What the state is there for, such as taking an order back or closing a position, never happens, although everybody reads in the spec that it does.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  trigger STOP
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  state PAUSED { on STOP -> ENDED }
  final state ENDED
  error state ERROR { on GO, STOP -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  trigger STOP
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> ENDED
    on STOP -> PAUSED
  }
  state PAUSED { on STOP -> ENDED }
  final state ENDED
  error state ERROR { on GO, STOP -> IDLE }
}
`,
  },
};
