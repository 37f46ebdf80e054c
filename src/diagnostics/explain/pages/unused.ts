import type { Page } from "../page.ts";

export const unused: Page = {
  what: "Nothing uses a guard, action, activity, type, output or import; or an `@allow` silences nothing. A param or a context field is reported only where no TypeScript callback could read it: guards and actions get both, activities get the params.",
  why: "A condition that was written and not used protects nothing, and the reader believes that it does.",
  examples: {
    wrong: `
strategy Entry {
  trigger PRICE(level: number)
  guard tooDear = event.level > 100
  errors limit 3 -> ERROR
  initial state IDLE { on PRICE -> ENDED }
  final state ENDED
  error state ERROR { on PRICE -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger PRICE(level: number)
  guard tooDear = event.level > 100
  errors limit 3 -> ERROR
  initial state IDLE { on PRICE when not tooDear -> ENDED }
  final state ENDED
  error state ERROR { on PRICE -> IDLE }
}
`,
  },
};
