import type { Page } from "../page.ts";

export const notYetSupported: Page = {
  what: "The language has it and this version does not run it: parallel states, history, several targets. `check` reads and checks such specs like any other; `build` refuses them.",
  why: "A machine that did something else than the spec says would be worse than none.",
  wrong: `
strategy Quoting {
  trigger STOP
  errors limit 3 -> ERROR
  initial parallel state SIDES {
    state BID { on STOP -> ENDED }
    state ASK { on STOP -> ENDED }
  }
  final state ENDED
  error state ERROR { on STOP -> ENDED }
}
`,
  right: `
strategy Quoting {
  trigger STOP
  errors limit 3 -> ERROR
  initial state BOTH_SIDES { on STOP -> ENDED }
  final state ENDED
  error state ERROR { on STOP -> ENDED }
}
`,
};
