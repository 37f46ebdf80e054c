/** Activities, which nobody runs outside of fsmc: where they would start, and what becomes of their outcomes. */
import type { Run, State } from "../../../model/index.ts";
import { FOREIGN } from "./content.ts";
import { script, type Around } from "./expression.ts";
import { outcomeEvent } from "./names.ts";
import { branchTransitions } from "./transitions.ts";
import { element, type Xml } from "./xml.ts";

/** In `onentry`. */
export function runElement(
  { activity, args, keyword }: Run,
  around: Around,
): Xml {
  around.losses.add(
    keyword,
    `activity ${activity.name} is implemented in TypeScript: ${FOREIGN}; its outcomes are events such as \`${outcomeEvent(activity.name, "done")}\``,
  );
  return element(
    "fsmc:run",
    { activity: activity.name },
    activity.args.flatMap(({ name }, index) => {
      const value = args[index];
      return value === undefined
        ? []
        : [element("fsmc:param", { name, expr: script(value, around) })];
    }),
  );
}

export function runTransitions(
  { runs }: State,
  around: Around,
): readonly Xml[] {
  return runs.flatMap(({ activity, arms }) =>
    arms.flatMap(({ outcome, branches }) =>
      branchTransitions(
        branches,
        {
          event: outcomeEvent(activity.name, outcome),
          conditions: [],
          staying: [],
        },
        around,
      ),
    ),
  );
}
