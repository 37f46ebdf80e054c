import type { Page } from "../page.ts";

export const regionConflict: Page = {
  what: "Two regions of a parallel state have a transition on the same trigger, both leave the parallel state, and they lead to different states. Guards that cannot hold at once make no conflict, nor does a transition around the other one: the inner one wins by rule.",
  why: "The region that stands first in the text decides, and what the other one was to do does not happen.",
  examples: {
    wrong: `
strategy Quoting {
  trigger PULL
  trigger STOP
  errors limit 3 -> ERROR
  initial parallel state SIDES {
    state BID {
      initial state BID_ON {
        on PULL -> BID_OFF
        on STOP -> CLOSING
      }
      state BID_OFF { on PULL -> BID_ON }
    }
    state ASK {
      initial state ASK_ON {
        on PULL -> ASK_OFF
        on STOP -> ENDED
      }
      state ASK_OFF { on PULL -> ASK_ON }
    }
  }
  state CLOSING { on STOP -> ENDED }
  final state ENDED
  error state ERROR { on STOP -> ENDED }
}
`,
    right: `
strategy Quoting {
  trigger PULL
  trigger STOP
  errors limit 3 -> ERROR
  initial parallel state SIDES {
    state BID {
      initial state BID_ON {
        on PULL -> BID_OFF
        on STOP -> CLOSING
      }
      state BID_OFF { on PULL -> BID_ON }
    }
    state ASK {
      initial state ASK_ON {
        on PULL -> ASK_OFF
        on STOP -> CLOSING
      }
      state ASK_OFF { on PULL -> ASK_ON }
    }
  }
  state CLOSING { on STOP -> ENDED }
  final state ENDED
  error state ERROR { on STOP -> ENDED }
}
`,
  },
};
