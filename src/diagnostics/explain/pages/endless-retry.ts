import type { Page } from "../page.ts";

export const endlessRetry: Page = {
  what: "A run whose failure leads back to the same run at once: by `failed` and `unknown` arms, `always` and raised events alone. A `backoff`, a timer on the way or around it, a guard that reads what the round changes, a TypeScript guard, and any other outcome or trigger on the way end it. `on error` counts as such a way only without an error policy, which counts errors.",
  why: "Whatever is refused is refused again, thousands of times a second. Venues ban an account for that, and then it cannot get out either.",
  examples: {
    wrong: `
strategy Quotes {
  activity ask(): number
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ASKING }
  state ASKING {
    run ask() timeout 2s {
      done -> ENDED
      failed -> ASKING
    }
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
    right: `
strategy Quotes {
  activity ask(): number
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ASKING }
  state ASKING {
    run ask() retry 3 backoff 500ms timeout 2s {
      done -> ENDED
      failed -> ASKING
    }
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
