import type { Page } from "../page.ts";

export const eventlessLoop: Page = {
  what: "A round of `always`, of events that the machine raises itself, and of `done` of composites that can go on without anything from outside: its guards can all hold together, and none of them reads what the round changes. A round that changes what one of its guards reads (by `set`, or by an action that says `writes`) is taken to end.",
  why: "While it goes round the machine hears no fill and no emergency. The runtime breaks it off after 1,000 steps, undoes all of them and counts an error; then it begins again.",
  examples: {
    wrong: `
strategy Entry {
  context { ready: boolean = false }
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO set ready = true stay
    always when ready -> CHECKING
  }
  state CHECKING { always -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  context { ready: boolean = false }
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO set ready = true stay
    always when ready -> CHECKING
  }
  state CHECKING { always set ready = false -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
