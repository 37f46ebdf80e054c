import type { Page } from "../page.ts";

export const writeOnly: Page = {
  what: "A context field that is set and never read, or read and never set. That a field is read only for its own next value is no reading. Judged only where no TypeScript callback could read or patch it: with an action in the strategy nothing is said, with a TypeScript guard nothing of fields that are only set.",
  why: "A limit, a count or a position that nothing is decided by, or that never moves.",
  examples: {
    wrong: `
strategy Exit {
  context { profit: number = 0 }
  trigger FILLED(gain: number)
  trigger STOP
  errors limit 3 -> ERROR
  initial state HOLDING {
    on FILLED set profit = profit + event.gain stay
    on STOP -> ENDED
  }
  final state ENDED
  error state ERROR { on STOP -> HOLDING }
}
`,
    right: `
strategy Exit {
  context { profit: number = 0 }
  trigger FILLED(gain: number)
  trigger STOP
  errors limit 3 -> ERROR
  initial state HOLDING {
    on FILLED set profit = profit + event.gain stay
    on STOP when profit > 0 -> ENDED
  }
  final state ENDED
  error state ERROR { on STOP -> HOLDING }
}
`,
  },
};
