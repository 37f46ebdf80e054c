import type { Page } from "../page.ts";

export const tooDeep: Page = {
  what: "Nesting, size or what YAML aliases stand for exceeds the limits that keep the compiler safe.",
  why: "A file that stops the compiler stops the release of every other strategy with it, and may be made to.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO when ${"(".repeat(300)}1${")".repeat(300)} > 0 -> ENDED
  }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
