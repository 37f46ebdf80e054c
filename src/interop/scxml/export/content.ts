/** Executable content: what effects and callbacks become. */
import type { Behaviour, Effect, Expression } from "../../../model/index.ts";
import { script, type Around } from "./expression.ts";
import { dataName } from "./names.ts";
import { element, type Attributes, type Xml } from "./xml.ts";

/** What becomes of what only our own runtime does. */
export const FOREIGN =
  "the document has an element of fsmc's own for it, which other platforms do not know";

/** Goes to the internal queue, as `raise` does, and can carry a payload. */
const INTERNAL = "#_internal";

export function behaviourContent(
  { actions, effects, keyword }: Behaviour,
  around: Around,
): readonly Xml[] {
  return [
    ...actions.map(({ name }) => {
      around.losses.add(
        keyword,
        `action ${name} is implemented in TypeScript: ${FOREIGN}`,
      );
      return element("fsmc:do", { action: name });
    }),
    ...effectsContent(effects, around),
  ];
}

export function effectsContent(
  effects: readonly Effect[],
  around: Around,
): readonly Xml[] {
  return effects.map((effect) => effectContent(effect, around));
}

function effectContent(effect: Effect, around: Around): Xml {
  const lose = (what: string, name: string, attributes: Attributes): Xml => {
    around.losses.add(effect.span, `${what}: ${FOREIGN}`);
    return element(`fsmc:${name}`, attributes);
  };
  switch (effect.kind) {
    case "set":
      return element("assign", {
        location: dataName(effect.field.name),
        expr: script(effect.value, around),
      });
    case "raise": {
      const { trigger, args, delay } = effect;
      const params = trigger.fields.flatMap(({ name }, index) => {
        const value = args[index];
        return value === undefined
          ? []
          : [element("param", { name, expr: script(value, around) })];
      });
      if (delay === null && params.length === 0)
        return element("raise", { event: trigger.name });
      return delay === null
        ? element("send", { event: trigger.name, target: INTERNAL }, params)
        : element(
            "send",
            {
              event: trigger.name,
              id: raiseId(trigger.name),
              ...delayOf(delay, around),
            },
            params,
          );
    }
    case "cancel-raise":
      return element("cancel", { sendid: raiseId(effect.trigger.name) });
    case "emit": {
      const { output, args, span } = effect;
      around.losses.add(
        span,
        `output ${output.name} goes to the log: SCXML sends to addresses, and a strategy knows none`,
      );
      const fields = output.fields.map(({ name }, index) => {
        const value = args[index];
        return `${name}: ${value === undefined ? "null" : script(value, around)}`;
      });
      return element("log", {
        label: output.name,
        expr: fields.length === 0 ? null : `({ ${fields.join(", ")} })`,
      });
    }
    case "do":
      return lose(
        `action ${effect.action.name} is implemented in TypeScript`,
        "do",
        { action: effect.action.name },
      );
    case "cancel-run":
      return lose(
        `activity ${effect.activity.name} is implemented in TypeScript`,
        "cancel",
        { activity: effect.activity.name },
      );
    case "flat":
      return lose("`flat` asks the runtime's ledger", "flat", {
        legs: effect.legs.map(({ name }) => name).join(" "),
      });
  }
}

/** `delay="250ms"`, or an expression where it is no constant. */
export function delayOf(
  time: Expression,
  around: Around,
): { readonly delay: string | null; readonly delayexpr: string | null } {
  return time.kind === "duration"
    ? { delay: `${Math.max(0, time.value)}ms`, delayexpr: null }
    : {
        delay: null,
        delayexpr: `Math.max(0, ${script(time, around)}) + 'ms'`,
      };
}

/** All delayed raises of a trigger have the same id, so that one `<cancel>` takes back all of them. */
function raiseId(trigger: string): string {
  return `raise.${trigger}`;
}
