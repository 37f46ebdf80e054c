/** What the strategy's author implements, and the functions that hold its answers against the spec. */
import type { Action, Activity, ContextField } from "../model/index.ts";
import { checkOf } from "./misfits.ts";
import { docComment } from "./layout/comment.ts";
import {
  distinctTexts,
  group,
  indent,
  join,
  line,
  softline,
  type Doc,
} from "./layout/doc.ts";
import {
  array,
  atom,
  binary,
  call,
  string,
  unary,
} from "./layout/expression.ts";
import {
  assign,
  declareConst,
  interfaceOf,
  method,
  signature,
  statement,
  union,
  when,
  whenBlock,
} from "./layout/statement.ts";
import { actionName, fieldsName } from "./function-names.ts";
import { stringLiteral } from "./layout/literal.ts";
import { local, memberName } from "./names.ts";
import { typeText } from "./types.ts";
import type { Unit } from "./unit.ts";

/** What callbacks are told: one member of a union for each thing that can happen. */
export function stepType(unit: Unit): Doc {
  const { strategy, names, runtime } = unit;
  const { type } = names;
  const Step = runtime.type("Step");
  const settings = `${type}Settings`;
  const failure = () => runtime.type("Failure");
  const of = (trigger: string, payload: Doc): Doc =>
    group([
      `${Step}<`,
      indent([
        softline,
        join([",", line], [stringLiteral(trigger), payload, settings]),
      ]),
      softline,
      ">",
    ]);
  const sent = `${runtime.type("TriggerStep")}<${type}Payloads, ${settings}>`;
  const members: Doc[] = strategy.triggers.length === 0 ? [] : [sent];
  const arms = new Map<string, Doc>();
  for (const state of strategy.states)
    for (const { activity, arms: all } of state.runs)
      for (const { outcome } of all) {
        const told = outcome === "partial" ? activity.partial : activity.result;
        const payload =
          outcome === "failed" || outcome === "unknown"
            ? failure()
            : told === null
              ? "null"
              : typeText(told, unit);
        const name = `${activity.name}.${outcome}`;
        arms.set(name, of(name, payload));
      }
  members.push(...arms.values());
  if (handlesErrors(unit)) members.push(of("error", failure()));
  members.push(`${Step}<${runtime.type("SilentTrigger")}, null, ${settings}>`);
  return [
    docComment("What a guard or an action is told of the transition."),
    union(`export type ${type}Step`, members),
  ];
}

function handlesErrors({ strategy }: Unit): boolean {
  return strategy.states.some((state) =>
    state.reactions.some((reaction) =>
      reaction.events.some((event) => event.kind === "error"),
    ),
  );
}

export function hasCallbacks({ strategy }: Unit): boolean {
  return (
    strategy.actions.length > 0 ||
    strategy.activities.length > 0 ||
    strategy.guards.some((guard) => guard.expression === null)
  );
}

/** The interface that they are typed by. */
export function callbacksType(unit: Unit): Doc {
  const { strategy, names } = unit;
  const { type } = names;
  const told = [`context: ${type}Context`, `step: ${type}Step`];
  return interfaceOf(`export interface ${type}Callbacks`, [
    ...strategy.guards
      .filter((guard) => guard.expression === null)
      .map((guard) => [
        docComment(guard.doc),
        signature(
          memberName(guard.name),
          [
            ...told,
            ...guard.args.map(
              (arg) =>
                `${local(arg.name, ["context", "step"])}: ${typeText(arg.type, unit)}`,
            ),
          ],
          "boolean",
        ),
        ";",
      ]),
    ...strategy.actions.map((action) => [
      docComment(action.doc),
      signature(
        memberName(action.name),
        told,
        `${patchType(action, unit)} | void`,
      ),
      ";",
    ]),
    ...strategy.activities.map((activity) => activityMember(activity, unit)),
  ]);
}

function patchType({ writes }: Action, { names }: Unit): string {
  if (writes === null) return `${names.type}Patch`;
  const fields = writes.map(({ name }) => JSON.stringify(name));
  return `Pick<${names.type}Patch, ${fields.join(" | ")}>`;
}

function activityMember(activity: Activity, unit: Unit): Doc {
  const { runtime, names } = unit;
  const { args, result, partial, words, legs, doc } = activity;
  const settings = `${names.type}Settings`;
  const callType =
    partial === null
      ? `${runtime.type("Call")}<${settings}>`
      : `${runtime.type("ReportingCall")}<${settings}, ${typeText(partial, unit)}>`;
  const given = result === null ? "void" : typeText(result, unit);
  const effect = [
    ...words,
    ...(words.length > 0 ? legs.map((leg) => leg.name) : []),
  ];
  return [
    docComment(doc ?? (effect.length > 0 ? effect.join(" ") : null)),
    signature(
      memberName(activity.name),
      [
        ...args.map(
          ({ name, type }) =>
            `${local(name, ["call"])}: ${typeText(type, unit)}`,
        ),
        `call: ${callType}`,
      ],
      `Promise<${given}> | ${given}`,
    ),
    ";",
  ];
}

/** `function do$note(…)`: calls the action, and takes its patch over. */
export function actionFunctions(unit: Unit, theClass: Doc): readonly Doc[] {
  const { strategy, names, runtime } = unit;
  const { type } = names;
  return usedActions(unit, theClass).map((action) => {
    const fields = action.writes ?? strategy.context;
    const patch = call(`callbacks.${memberName(action.name)}`, [
      atom("draft"),
      atom("step"),
    ]);
    return [
      docComment(`action ${action.name}`),
      method(
        `function ${actionName(action, unit)}`,
        [
          `callbacks: ${type}Callbacks`,
          `draft: ${runtime.type("Draft")}<${type}Context>`,
          `step: ${type}Step`,
        ],
        "void",
        [
          declareConst("patch", patch),
          when(unary("!", atom("patch")), "return;"),
          ...takeOverAll(action, fields, unit),
        ],
      ),
    ];
  });
}

export function fieldLists(unit: Unit, theClass: Doc): readonly Doc[] {
  const { context } = unit.strategy;
  const actions = usedActions(unit, theClass);
  const listOf = (name: string, fields: readonly ContextField[]) =>
    declareConst(name, array(fields.map((field) => string(field.name))));
  return [
    ...(actions.some(({ writes }) => writes === null)
      ? [listOf(`${unit.names.value}Fields`, context)]
      : []),
    ...actions.flatMap((action) =>
      action.writes === null
        ? []
        : [listOf(fieldsName(action, unit), action.writes)],
    ),
  ];
}

/** Those that the class calls: others belong to states that nothing enters. */
function usedActions(unit: Unit, theClass: Doc): readonly Action[] {
  const used = distinctTexts(theClass);
  return unit.strategy.actions.filter((action) =>
    used.has(actionName(action, unit)),
  );
}

/** What is not there is not changed; what is there and was not taken over is refused. */
function takeOverAll(
  action: Action,
  fields: readonly ContextField[],
  unit: Unit,
): readonly Doc[] {
  const isCounted = fields.length > 0;
  return [
    ...(isCounted ? ["let taken = 0;"] : []),
    ...fields.map((field) => takeOver(action, field, unit)),
    statement(
      call(unit.runtime.value("requirePatch"), [
        string(action.name),
        atom("patch"),
        atom(fieldsName(action, unit)),
        atom(isCounted ? "taken" : "0"),
      ]),
    ),
  ];
}

function takeOver(action: Action, field: ContextField, unit: Unit): Doc {
  const { runtime } = unit;
  const name = memberName(field.name);
  const value = atom(`patch.${name}`);
  const isNumber = ["number", "duration", "instant"].includes(field.type.kind);
  const checked = isNumber
    ? call(runtime.value("numberField"), [
        value,
        string(action.name),
        string(field.name),
      ])
    : call(runtime.value("patchField"), [
        value,
        checkOf(field.type, unit),
        string(action.name),
        string(field.name),
      ]);
  return whenBlock(binary(value, "!==", atom("undefined")), [
    assign(`draft.${name}`, checked),
    "taken += 1;",
  ]);
}
