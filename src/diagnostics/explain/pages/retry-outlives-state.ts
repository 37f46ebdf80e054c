import type { Page } from "../page.ts";

export const retryOutlivesState: Page = {
  what: "The attempts of a run with `retry`, each with its `timeout`, and the waits between them may take longer than what ends the state: an unguarded `after` there or around it, or the strategy's `timeout` while that runs. Literals and defaults of params are used; what is not known is not judged.",
  why: "The last attempts are never made. The state is left while one is under way: what became of its order is not known, and what `failed` or `unknown` should have done is not done.",
  examples: {
    wrong: `
strategy Quotes {
  activity ask(): number
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ASKING }
  state ASKING {
    run ask() retry 3 backoff 1s timeout 2s {
      done, failed -> ENDED
    }
    after 5s -> ENDED
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
    run ask() retry 3 backoff 1s timeout 2s {
      done, failed -> ENDED
    }
    after 15s -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
