import type { Page } from "../page.ts";

export const timeDependentChoice: Page = {
  what: "An `always` whose guard reads `now` or `elapsed`, in a state in which no timer runs, here, around or in another region. It is looked at only when something else happens.",
  why: "In a quiet market the moment passes unnoticed: a position is held past the close.",
  examples: {
    wrong: `
strategy Entry {
  param closing: instant
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    always when now >= closing -> ENDED
    on GO -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  param closing: instant
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    always when now >= closing -> ENDED
    on GO -> ENDED
    at closing -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
