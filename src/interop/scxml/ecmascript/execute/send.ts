import type { SendContent } from "../content.ts";
import { refuses, throws } from "../abrupt.ts";
import { originOf } from "../knowledge/knowledge.ts";
import { OWN_LOCATION, SCXML_PROCESSOR } from "../platform.ts";
import type { Step } from "../result.ts";
import { primitive, UNDEFINED, type Constant } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { valueOfConstant, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { carried } from "./carried.ts";
import { choices, type Choice } from "./constant-text.ts";
import { delayOf } from "./duration.ts";
import { locationOf } from "./locations.ts";
import { payloadArguments } from "./payload-arguments.ts";
import { attempted, type Run } from "./run.ts";

/** Of `<send>` elements without an `id`, by their place. */
export function generatedId({ span }: SendContent): string {
  return `send_${span.start}`;
}

/** `<send>`; `then` is not come to where it fails. */
export function send(run: Run, content: SendContent, then: () => void): void {
  const { id, idlocation } = content;
  const sendid =
    id?.value ?? (idlocation === null ? null : generatedId(content));
  const named = sendid === null ? UNDEFINED : primitive(sendid);
  let goesOn = true;
  attempted(
    () => {
      if (idlocation !== null) {
        const location = locationOf(idlocation, run.scope);
        const value = valueOfConstant(named, idlocation.span);
        assign(run, location, value, content.span);
      }
      const { scope } = run;
      const types = choices(content.type, content.typeexpr, "the type", scope);
      for (const { value } of types) checkType(value, content);
      const events = choices(
        content.event,
        content.eventexpr,
        "the event's name",
        scope,
      );
      const targets = choices(
        content.target,
        content.targetexpr,
        "the target",
        scope,
      );
      const delay = delayOf(content.delay, content.delayexpr, scope);
      const data = carried(run, content);
      const alternatives = events.flatMap((event) =>
        targets.map((target) => ({ event, target })),
      );
      const made = alternatives.map(({ event, target }) => ({
        condition: bothHold(event, target, content),
        step: message(run, content, event, target, delay, data, named),
      }));
      const [only] = made;
      if (made.length === 1 && only !== undefined) run.add(only.step);
      else
        run.add({
          kind: "if",
          branches: made.map(({ condition, step }, index) => ({
            condition: index === made.length - 1 ? null : condition,
            steps: [step],
          })),
          span: content.span,
        });
    },
    (error) => {
      goesOn = run.heed(error, named) === "refused";
    },
  );
  if (goesOn) then();
}

function bothHold(event: Choice, target: Choice, { span }: SendContent) {
  if (event.condition === null) return target.condition;
  return target.condition === null
    ? event.condition
    : say.and(event.condition, target.condition, span);
}

const TYPES: readonly Choice["value"][] = [
  undefined,
  "",
  "scxml",
  SCXML_PROCESSOR,
  "http://www.w3.org/TR/scxml",
  "http://www.w3.org/TR/scxml/",
];

/** Only that of SCXML itself is supported (SCXML 1.0, section 6.2.4). */
function checkType(type: Choice["value"], { span }: SendContent): void {
  if (typeof type === "string" && /basichttp/i.test(type))
    throw refuses(
      "an event for a web server",
      "a machine of ours has no address on the web; what is for others is an output",
      span,
    );
  if (!TYPES.includes(type))
    throw throws(`no events of type ${JSON.stringify(type)} can be sent`, span);
}

function message(
  run: Run,
  content: SendContent,
  event: Choice,
  target: Choice,
  delay: Extract<Step, { kind: "raise" }>["delay"],
  data: Value,
  sendid: Constant,
): Step {
  const { span } = content;
  if (typeof event.value !== "string" || event.value === "")
    throw throws("an event that is sent has a name", span);
  const queue = queueOf(target, content);
  const origin =
    queue === "internal"
      ? originOf("internal", { sendid })
      : originOf("external", {
          sendid,
          origin: primitive(OWN_LOCATION),
          origintype: primitive(SCXML_PROCESSOR),
        });
  const { knowledge } = run.scope;
  knowledge.learnEvent(event.value, data.shape, origin);
  return {
    kind: "raise",
    event: event.value,
    queue,
    args: payloadArguments(knowledge.event(event.value), data, origin, span),
    delay,
    sendid:
      sendid.kind === "primitive" && typeof sendid.value === "string"
        ? sendid.value
        : null,
    span,
  };
}

/** SCXML 1.0, appendix C.1: the own session, or one that is not there. */
function queueOf(
  { value }: Choice,
  { span }: SendContent,
): "internal" | "external" {
  switch (value) {
    case undefined:
    case "":
    case OWN_LOCATION:
      return "external";
    case "#_internal":
      return "internal";
    default:
      if (typeof value === "string" && value.startsWith("#_"))
        throw throws(
          `there is no session ${value}`,
          span,
          "error.communication",
        );
      throw throws(`${JSON.stringify(value)} is no target`, span);
  }
}
