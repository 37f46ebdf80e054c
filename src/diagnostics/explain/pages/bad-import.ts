import type { Page } from "../page.ts";

export const badImport: Page = {
  what: "The file of an `import` is missing, does not declare the name, imports itself through others, or lies outside of the project.",
  why: "A machine that is put together from files which are not the ones that were meant is not the machine that was reviewed.",
  examples: {
    wrong: `
import { Lifecycle } from "./lifecylce.fsm"

strategy Entry extends Lifecycle {
  state IDLE { on GO -> ENDED }
}
`,
    right: `
import { Lifecycle } from "./lifecycle.fsm"

strategy Entry extends Lifecycle {
  state IDLE { on GO -> ENDED }
}
`,
  },
};
