import type { Page } from "../page.ts";

export const noFinalPath: Page = {
  what: "The strategy has final states, and from here none of them can be reached, unless something fails. Told of the states that lead in a circle; what leads only there has no cause of its own. Whether guards hold is not looked into.",
  why: "Whoever waits for the run to end waits for ever.",
  examples: {
    wrong: `
strategy Quoting {
  trigger GO
  trigger PAUSE
  trigger GIVE_UP
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING { on PAUSE -> IDLE }
  final state ENDED
  error state ERROR {
    on GO -> IDLE
    on GIVE_UP -> ENDED
  }
}
`,
    right: `
strategy Quoting {
  trigger GO
  trigger PAUSE
  trigger GIVE_UP
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING {
    on PAUSE -> IDLE
    on GIVE_UP -> ENDED
  }
  final state ENDED
  error state ERROR {
    on GO -> IDLE
    on GIVE_UP -> ENDED
  }
}
`,
  },
};
