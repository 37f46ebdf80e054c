/** Faults in what follows an activity's outcome. */
import type { RuleName } from "../../../src/diagnostics/index.ts";
import { selfAndAncestors } from "../../../src/model/index.ts";
import { join } from "../../../src/source/index.ts";
import type * as Ast from "../../../src/syntax/ast.ts";
import { adds, EXPOSED, isNamed, wordsOf, type Ground } from "./ground.ts";
import { edited, type Mutant } from "./mutant.ts";

export function runMutants(
  run: Ast.Run,
  where: string,
  ground: Ground,
): readonly Mutant[] {
  const isOpening = adds(run, ground);
  const words = wordsOf(run, ground);
  const hearsErrors = ground.strategy.states
    .filter(({ name }) => name === where)
    .flatMap(selfAndAncestors)
    .some(({ reactions }) =>
      reactions.some(({ events }) =>
        events.some(({ kind }) => kind === "error"),
      ),
    );
  return run.arms.flatMap((arm) =>
    arm.outcomes.flatMap(({ word }): readonly Mutant[] => {
      const at = `${where}, ${word} of ${run.activity.text}`;
      const lacking: Mutant = {
        kind: `has no arm for ${word}`,
        where: at,
        text: withoutOutcome(arm, word, ground),
        expected:
          word === "partial"
            ? ["partial-ignored"]
            : word === "unknown" && isOpening && hearsErrors
              ? // What hears of it does not know that an order may be out.
                [...EXPOSED, "double-open"]
              : ["missing-outcome"],
      };
      const led = (
        kind: string,
        to: string,
        expected: readonly RuleName[],
      ): readonly Mutant[] =>
        leadingTo(arm, word, to, ground).map((text) => ({
          kind,
          where: at,
          text,
          expected,
        }));
      return [
        ...(word === "done" ? [] : [lacking]),
        ...(word === "unknown" && isOpening
          ? [
              // Of another leg that is held, it is an exposure like any other.
              ...led("takes no answer for a refusal", ground.home, [
                "unknown-as-failed",
                "undeclared-exposure",
              ]),
              ...led("opens again after no answer", where, ["double-open"]),
            ]
          : []),
        ...(word === "unknown" && words.includes("closes")
          ? led("takes no answer for a close", ground.home, EXPOSED)
          : []),
        ...(word === "failed" && words.includes("closes")
          ? led("takes a refusal for a close", ground.home, EXPOSED)
          : []),
        ...(word === "done" && isOpening
          ? led("goes home with a position", ground.home, EXPOSED)
          : []),
        ...(word === "done" && words.length === 1 && words[0] === "cancels"
          ? led("forgets what filled before the cancel", ground.home, [
              "cancel-race",
              "undeclared-exposure",
            ])
          : []),
      ];
    }),
  );
}

function leadingTo(
  arm: Ast.Arm,
  word: Ast.Outcome,
  to: string,
  ground: Ground,
): readonly string[] {
  const [branch, another] = arm.tail.branches;
  if (branch?.end.kind !== "go" || another !== undefined) return [];
  if (branch.end.targets.some(({ path }) => isNamed(path, to))) return [];
  if (arm.outcomes.length === 1)
    return [edited(ground.text, [{ span: branch.end.span, to: `-> ${to}` }])];
  // One of several outcomes gets an arm of its own, behind the others'.
  const others = withoutOutcomeEdits(arm, word);
  const behind = { ...arm.tail.span, start: arm.tail.span.end };
  return [
    edited(ground.text, [
      ...others,
      { span: behind, to: `\n      ${word} -> ${to}` },
    ]),
  ];
}

function withoutOutcome(
  arm: Ast.Arm,
  word: Ast.Outcome,
  { text }: Ground,
): string {
  return edited(text, withoutOutcomeEdits(arm, word));
}

function withoutOutcomeEdits(arm: Ast.Arm, word: Ast.Outcome) {
  const index = arm.outcomes.findIndex((each) => each.word === word);
  const own = arm.outcomes[index];
  const next = arm.outcomes[index + 1];
  const before = arm.outcomes[index - 1];
  if (own === undefined) return [];
  if (next !== undefined)
    return [{ span: { ...own.span, end: next.span.start }, to: "" }];
  if (before !== undefined)
    return [{ span: { ...own.span, start: before.span.end }, to: "" }];
  return [{ span: join(own.span, arm.tail.span), to: "" }];
}
