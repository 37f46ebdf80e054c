import type { Page } from "../page.ts";

export const badExtends: Page = {
  what: "`extends` names something that is no abstract strategy, leads in a circle, or a redeclaration changes what the parent promises, such as the type of a payload.",
  why: "Code and operators rely on what the parent declares: the same trigger with another payload would reach the machine as data that it cannot read.",
  examples: {
    wrong: `
strategy Lifecycle {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}

strategy Entry extends Lifecycle {
}
`,
    right: `
abstract strategy Lifecycle {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}

strategy Entry extends Lifecycle {
}
`,
  },
};
