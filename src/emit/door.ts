/** What comes in from outside is held against the spec here. */
import type { Trigger } from "../model/index.ts";
import { docComment } from "./layout/comment.ts";
import { distinctTexts, type Doc } from "./layout/doc.ts";
import { atom, call, type Code } from "./layout/expression.ts";
import { caseOf, giveBack, method, switchOn } from "./layout/statement.ts";
import { misfitFunction, predicate } from "./misfits.ts";
import { payloadMisfit, payloadTest } from "./function-names.ts";
import { quoted } from "./state-methods.ts";
import type { Unit } from "./unit.ts";

export function contextMisfitName({ names }: Unit): string {
  return `misfit$context$${names.type}`;
}

/** Checks of payloads, and of a context that comes back from a journal. */
export function doorFunctions(unit: Unit, theClass: Doc): readonly Doc[] {
  const used = distinctTexts(theClass);
  const { strategy, names } = unit;
  const loaded = strategy.triggers.filter(({ fields }) => fields.length > 0);
  return [
    ...loaded.flatMap((trigger) => [
      misfitFunction(
        payloadMisfit(trigger, unit),
        `{ ${trigger.fields.map(({ name }) => name).join(", ")} }`,
        trigger.fields,
        unit,
      ),
      ...(used.has(payloadTest(trigger, unit))
        ? [
            predicate(
              payloadTest(trigger, unit),
              `${names.type}Payloads[${JSON.stringify(trigger.name)}]`,
              call(payloadMisfit(trigger, unit), [atom("value")]),
            ),
          ]
        : []),
    ]),
    misfitFunction(
      contextMisfitName(unit),
      `the context of ${strategy.name}`,
      strategy.context.map(({ name, type, doc, span }) => ({
        name,
        type,
        doc,
        span,
      })),
      unit,
    ),
  ];
}

/** `door(trigger, payload)`: what of an event from outside does not fit. */
export function payloadDoor(unit: Unit): Doc {
  const { strategy, runtime } = unit;
  const plain = strategy.triggers.filter(({ fields }) => fields.length === 0);
  const loaded = strategy.triggers.filter(({ fields }) => fields.length > 0);
  const check = (code: Code) => [giveBack(code)];
  const label = ({ name }: Trigger) => `case ${quoted(name)}:`;
  const parameters = ["trigger: string", "payload: unknown"];
  const Outcome = runtime.type("Outcome");
  return [
    method(
      "protected override door",
      strategy.triggers.length === 0 ? [] : parameters,
      `${runtime.type("Misfit")} | null`,
      strategy.triggers.length === 0
        ? [giveBack(atom(runtime.value("UNKNOWN_TRIGGER")))]
        : [
            switchOn("trigger", [
              ...loaded.map((trigger) =>
                caseOf(
                  [label(trigger)],
                  check(call(payloadMisfit(trigger, unit), [atom("payload")])),
                ),
              ),
              ...(plain.length === 0
                ? []
                : [
                    caseOf(
                      plain.map(label),
                      check(
                        call(runtime.value("nullMisfit"), [atom("payload")]),
                      ),
                    ),
                  ]),
              caseOf(
                ["default:"],
                check(atom(runtime.value("UNKNOWN_TRIGGER"))),
              ),
            ]),
          ],
    ),
    { kind: "line", flat: "", hard: true },
    { kind: "line", flat: "", hard: true },
    docComment("Nothing is declared for it here; null if it may not come in."),
    method("private undeclared", parameters, `${Outcome} | null`, [
      'return this.door(trigger, payload) === null ? "ignored" : null;',
    ]),
  ];
}
