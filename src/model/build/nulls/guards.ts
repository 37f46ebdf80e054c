import type { Guard } from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import type { GuardEntry } from "../names/entries.ts";
import type { Report } from "../report.ts";
import { Facts } from "./facts.ts";
import { nullFinding } from "./finding.ts";
import { present } from "./known.ts";
import { narrow } from "./narrow.ts";
import type { GuardFacts, Narrowing, Requirement } from "./narrowing.ts";
import { isOfArgument, pathOf } from "./paths.ts";

/**
 * What the expressions of guards need to be known where they are used. In the guard itself it is taken for known: every
 * use is checked.
 */
export function guardFacts(
  guards: readonly GuardEntry[],
  report: Report,
): ReadonlyMap<Guard, GuardFacts> {
  const known = new Map<Guard, GuardFacts>();
  const entries = new Map(guards.map((entry) => [entry.guard, entry]));
  const factsOf = (guard: Guard): GuardFacts | null => {
    const entry = entries.get(guard);
    if (entry === undefined || entry.guard.expression === null) return null;
    const found = known.get(guard) ?? read(entry.guard, factsOf, report);
    known.set(guard, found);
    return found;
  };
  for (const { guard } of guards) factsOf(guard);
  return known;
}

function read(
  guard: Mutable<Guard>,
  factsOf: Narrowing["factsOf"],
  report: Report,
): GuardFacts {
  const requires = new Map<string, Requirement>();
  const { expression } = guard;
  if (expression === null) return { requires: [], ...NOTHING };
  const narrowed = narrow(
    expression,
    Facts.NONE,
    "required",
    { text: "a guard answers yes or no", member: null },
    {
      missing: (part, use) => {
        const path = pathOf(part);
        if (path === null || isOfArgument(path)) {
          report.add({ span: part.span }, nullFinding(part, use));
          return part;
        }
        if (!requires.has(path))
          requires.set(path, { path, expression: part, use });
        return present(part);
      },
      unmet: (requirement) => {
        if (!requires.has(requirement.path))
          requires.set(requirement.path, requirement);
      },
      factsOf,
    },
  );
  guard.expression = narrowed.expression;
  return {
    requires: [...requires.values()],
    whenTrue: outside(narrowed.whenTrue),
    whenFalse: outside(narrowed.whenFalse),
  };
}

/** As the users of the guard see it. */
function outside(facts: Facts): Facts {
  return facts.fromOutside().filter((path) => !isOfArgument(path));
}

const NOTHING = { whenTrue: Facts.NONE, whenFalse: Facts.NONE };
