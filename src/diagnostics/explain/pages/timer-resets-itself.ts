import type { Page } from "../page.ts";

export const timerResetsItself: Page = {
  what: "A transition from a state to itself, which leaves it and enters it again, so that a timer which should end it begins anew. Not found: a transition without guard and effects in a state that does nothing on entry, since beginning anew is then what it is for; `reenter`; a guard that counts; a timer that comes after the time-out; and a state around it with a timer of its own.",
  why: "As long as quotes keep coming, or the question is asked again, the time-out never fires: the order works for ever, the position is held for ever.",
  examples: {
    wrong: `
strategy Wait {
  context { last: number = 0 }
  volatile trigger QUOTE(price: number)
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO when last < 100 -> WAITING }
  state WAITING {
    on QUOTE set last = event.price -> WAITING
    after 30s -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
    right: `
strategy Wait {
  context { last: number = 0 }
  volatile trigger QUOTE(price: number)
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO when last < 100 -> WAITING }
  state WAITING {
    on QUOTE set last = event.price stay
    after 30s -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
