/** What happens to the machine as a whole: its start, and the end of its time. */
import type { State } from "../model/index.ts";
import { entryPathAsksStep, exitAsksStep, stepAsked } from "./asks-step.ts";
import { Body, type ClassParts } from "./body.ts";
import { entrySteps, initialCall } from "./entry.ts";
import { exitBelow } from "./exit.ts";
import { docComment } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import { string, word } from "./layout/expression.ts";
import { method } from "./layout/statement.ts";
import { nowAt } from "./places.ts";
import { READ_TIME, stepFromAnywhere, stepLiteral } from "./transitions.ts";
import { plainly, waysIn } from "./ways-in.ts";

export function start(parts: ClassParts): Doc {
  const { unit } = parts;
  const { strategy, traits, runtime } = unit;
  const { root } = strategy;
  const { targets, effects } = root.initial;
  const body = new Body(parts, root, []);
  const { statements, leaf } = enteredFrom(targets, parts);
  const asks = stepAsked(effects) || entryPathAsksStep(targets, root);
  const to = targets[0]?.path ?? "";
  const cause = {
    label: "start",
    trigger: string("start"),
    payload: word("null"),
    isSaid: false,
  };
  const initial = effects.length === 0 ? [] : [initialCall(root, "step")];
  const step = asks ? [stepLiteral("step", "", to, cause, body, unit)] : [];
  const START = runtime.value("START");
  const last = leaf ?? root;
  const entered = [...step, ...initial, ...statements];
  return [
    docComment("What `start()` does."),
    method(
      "private enterInitial",
      [],
      runtime.type("Outcome"),
      traits.isPlain
        ? [
            READ_TIME,
            ...entered,
            "this.begun = at;",
            `return this.moved(${START}, ${last.index}, at, null); // ${last.path}`,
          ]
        : [
            `this.moves(${START});`,
            ...entered,
            ...(traits.isStatechart ? [] : [nowAt(last)]),
            ...(strategy.timeout === null ? [] : ["this.beginLimit();"]),
            "this.begun = this.now();",
            'return "taken";',
          ],
    ),
  ];
}

/** The strategy's `timeout`: out of everything, into its target. */
export function timedOut(parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  const { strategy, traits, runtime } = unit;
  const { timeout, root } = strategy;
  if (timeout === null) return [];
  const { target, branch } = timeout;
  const body = new Body(parts, root, []);
  const { statements, leaf } = enteredFrom([target], parts);
  const last = leaf ?? target;
  const asks =
    entryPathAsksStep([target], root) || root.children.some(exitAsksStep);
  const cause = {
    label: "timeout",
    trigger: string("timeout"),
    payload: word("null"),
    isSaid: false,
  };
  return [
    [
      docComment(`timeout -> ${target.path}`),
      method("private timedOut", [], runtime.type("Outcome"), [
        `this.moves(${unit.steps.numberOf(branch, "timeout")});`,
        ...(asks ? stepFromAnywhere(target.path, cause, body, unit) : []),
        ...exitBelow(root, parts),
        ...(traits.readsConfiguration
          ? [`this.active = ${runtime.value("NOWHERE")};`]
          : []),
        ...statements,
        ...(traits.isStatechart ? [] : [nowAt(last)]),
        'return "taken";',
      ]),
    ],
  ];
}

/** From outside of everything. Where several states are active, the statements say themselves where the machine is. */
function enteredFrom(
  targets: readonly State[],
  parts: ClassParts,
): ReturnType<typeof entrySteps> {
  const { strategy, traits } = parts.unit;
  const { root } = strategy;
  if (!traits.isStatechart) return entrySteps(targets, root, parts);
  const statements = waysIn(plainly(targets), root, parts, "step");
  return { statements, leaf: null };
}
