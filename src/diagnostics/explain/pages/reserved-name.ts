import type { Page } from "../page.ts";

export const reservedName: Page = {
  what: "A name that TypeScript reserves or that every JavaScript object has (`class`, `constructor`, `__proto__`), a name of the language itself, or two names that become the same one in the generated class.",
  why: "The generated code would not compile, or would mean something else than the spec.",
  examples: {
    wrong: `
strategy Entry {
  param class: number = 1
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO when class > 0 -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  param riskClass: number = 1
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO when riskClass > 0 -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
