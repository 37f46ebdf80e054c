import type { Page } from "../page.ts";

export const syntaxError: Page = {
  what: "The text is not written as the grammar wants it: a word that cannot stand where it stands, a brace that is not closed, a number like `.5` or a duration like `1h30`. The parser goes on behind the mistake and reports the next ones too.",
  why: "A spec that is read differently from how it was meant would trade differently from how it was meant. So nothing is guessed.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO to ENDED }
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
