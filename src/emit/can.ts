/** `can`: would it be taken now? The choice without what follows from it. */
import type { State, Trigger } from "../model/index.ts";
import { Body, type ClassParts } from "./body.ts";
import {
  defersIt,
  hiderOf,
  ignoresIt,
  isSure,
  mentionedBy,
  nearest,
  parentFor,
  reactionsTo,
  triable,
} from "./choice.ts";
import type { Doc } from "./layout/doc.ts";
import { hardline, indent, mentions } from "./layout/doc.ts";
import {
  atom,
  call,
  string,
  unary,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  caseBlock,
  giveBack,
  method,
  switchOn,
  when,
  whenBlock,
} from "./layout/statement.ts";
import { payloadTest } from "./function-names.ts";
import { safePath } from "./names.ts";
import { expressionsIn, notActive, quoted, reacts } from "./state-methods.ts";
import { stepLiteral, StepNames } from "./transitions.ts";
import { asksStep } from "./guards.ts";
import type { Unit } from "./unit.ts";

/** `this.can$READY(trigger, payload)`, of the state or the nearest parent that reacts to anything. */
export function canCall(state: State | null, unit: Unit): Code {
  const found =
    state === null ? null : nearest(state, (each) => reacts(each, unit));
  return found === null
    ? word("false")
    : call(`this.can$${safePath(found.path)}`, [
        atom("trigger"),
        atom("payload"),
      ]);
}

export function canMethod(state: State, parts: ClassParts): Doc[] {
  const { unit } = parts;
  const triggers = mentionedBy(state, unit.strategy);
  if (triggers.length === 0) return [];
  const { parent } = state;
  const outer = parent === null || parent.parent === null ? null : parent;
  const choice = switchOn("trigger", [
    ...triggers.map((trigger) => caseFor(state, trigger, parts)),
    ["default:", indent([hardline, giveBack(canCall(outer, unit))])],
  ]);
  const payload = mentions(choice, "payload") ? "payload" : "_payload";
  return [
    method(
      `private can$${safePath(state.path)}`,
      ["trigger: string", `${payload}: unknown`],
      "boolean",
      [choice],
    ),
  ];
}

function caseFor(state: State, trigger: Trigger, parts: ClassParts): Doc {
  const { unit } = parts;
  const reactions = reactionsTo(state, trigger);
  let step = "step";
  const body = new Body(parts, state, expressionsIn(reactions), {}, () => step);
  const branches = reactions.flatMap((each) => triable(each.branches));
  const steps = new StepNames(branches.length > 1);
  const statements: Doc[] = [];
  let isOver = false;
  for (const reaction of reactions) {
    if (isOver) break;
    const tried = triable(reaction.branches).flatMap((branch) => {
      const { guard } = branch;
      step = steps.next();
      if (guard === null) return ["return true;"];
      const cause = {
        label: trigger.name,
        trigger: string(trigger.name),
        payload: trigger.fields.length === 0 ? word("null") : atom("payload"),
        isSaid: false,
      };
      const from = branch.source.path;
      const to = branch.target?.states[0]?.state.path ?? from;
      const name = step;
      const early: Doc[] = asksStep(guard)
        ? [stepLiteral(name, from, to, cause, body, unit)]
        : [];
      return [...early, when(body.test(guard), "return true;")];
    });
    const hider = hiderOf(reaction, state);
    if (hider === null) {
      statements.push(...tried);
      isOver = isSure(reaction.branches);
    } else statements.push(whenBlock(notActive(hider), tried));
  }
  if (!isOver) {
    const parent =
      defersIt(state, trigger) || ignoresIt(state, trigger)
        ? null
        : parentFor(state, trigger);
    statements.push(giveBack(canCall(parent, unit)));
  }
  const isTime =
    unit.traits.isPlain &&
    branches.some(({ guard }) => guard !== null && asksStep(guard));
  const refusal =
    trigger.fields.length === 0
      ? []
      : [
          when(
            unary("!", call(payloadTest(trigger, unit), [atom("payload")])),
            "return false;",
          ),
        ];
  return caseBlock(
    [`case ${quoted(trigger.name)}:`],
    [
      ...refusal,
      ...(isTime ? ["const at = this.time();"] : []),
      ...body.with(statements),
    ],
  );
}
