import type { Content, DoneContent } from "../content.ts";
import { refuses, throws } from "../abrupt.ts";
import { condition } from "../evaluate/logic.ts";
import { originOf } from "../knowledge/knowledge.ts";
import { parseExpression } from "../parse.ts";
import { ABSENT } from "../shapes/shape.ts";
import type { Types } from "../shapes/types.ts";
import { knownOf, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { branch } from "./branch.ts";
import { carried } from "./carried.ts";
import { choices } from "./constant-text.ts";
import { givenValue } from "./data-value.ts";
import { foreach } from "./foreach.ts";
import { locationOf } from "./locations.ts";
import { logged } from "./log.ts";
import { payloadArguments } from "./payload-arguments.ts";
import { attempted, type Run } from "./run.ts";
import { runScript } from "./script.ts";
import { send } from "./send.ts";

/** Works out executable content in order; `then` is not come to where an error ends the block. */
export function execute(
  run: Run,
  contents: readonly Content[],
  types: Types,
  then: () => void,
): void {
  const [content, ...rest] = contents;
  if (content === undefined) {
    then();
    return;
  }
  const goOn = () => execute(run, rest, types, then);
  if (!run.takes(content.span)) return;
  switch (content.kind) {
    case "if":
      executeIf(run, content.branches, types, goOn);
      return;
    case "foreach":
      foreach(
        run,
        content,
        (done) => execute(run, content.content, types, done),
        goOn,
      );
      return;
    case "send":
      send(run, content, goOn);
      return;
    case "script":
      if (content.text !== null) runScript(run, content.text, goOn);
      else if (completed(run, () => refuseSource(content))) goOn();
      return;
    default:
      if (completed(run, () => executePlain(run, content, types))) goOn();
  }
}

/** False where an error has ended the block. What cannot be said is remarked on and left out. */
function completed(run: Run, work: () => void): boolean {
  let isDone = true;
  attempted(work, (error) => {
    isDone = run.heed(error) === "refused";
  });
  return isDone;
}

function refuseSource({ span }: Content): never {
  throw refuses(
    "a script of another file",
    "an import reads one file and fetches nothing",
    span,
  );
}

type Branches = Extract<Content, { kind: "if" }>["branches"];

/** A condition that fails is false, and raises an error, without ending the block (SCXML 1.0, section 5.9.1). */
function executeIf(
  run: Run,
  branches: Branches,
  types: Types,
  then: () => void,
): void {
  const [first, ...rest] = branches;
  if (first === undefined) {
    then();
    return;
  }
  const { cond, content } = first;
  if (cond === null) {
    execute(run, content, types, then);
    return;
  }
  let why: "raised" | "refused" | null = null;
  const holds = attempted(
    () => condition(parseExpression(cond), run.in(cond)),
    (error) => {
      why = run.heed(error);
    },
  );
  if (holds === null) {
    if (why === "raised") executeIf(run, rest, types, then);
    else then();
    return;
  }
  branch(
    run,
    holds,
    (done) => execute(run, content, types, done),
    (done) => executeIf(run, rest, types, done),
    then,
  );
}

type Plain = Exclude<
  Content,
  { readonly kind: "if" | "foreach" | "send" | "script" }
>;

function executePlain(run: Run, content: Plain, types: Types): void {
  const { scope } = run;
  const { span } = content;
  switch (content.kind) {
    case "assign": {
      const { location } = content;
      if (location === null) throw throws("<assign> without a location", span);
      const target = locationOf(location, scope);
      assign(run, target, givenValue(content, scope), span);
      return;
    }
    case "raise": {
      const event = content.event.value.trim();
      if (event === "")
        throw throws("an event that is raised has a name", span);
      raise(run, event, null, "internal", content.span);
      return;
    }
    case "done":
      done(run, content);
      return;
    case "cancel": {
      const ids = choices(content.sendid, content.sendidexpr, "the id", scope);
      const steps = ids.map(({ value, condition: holds }) => ({
        condition: holds,
        steps: [{ kind: "cancel", sendid: String(value), span } as const],
      }));
      const [only] = steps;
      if (steps.length === 1 && only !== undefined)
        for (const step of only.steps) run.add(step);
      else run.add({ kind: "if", branches: steps, span });
      return;
    }
    case "log": {
      const label = content.label?.value ?? null;
      run.add({
        kind: "log",
        ...logged(label, content.expr, scope, types),
        span,
      });
    }
  }
}

function raise(
  run: Run,
  event: string,
  data: Value | null,
  type: "internal" | "platform",
  span: Value["span"],
): void {
  const { knowledge } = run.scope;
  const origin = originOf(type, {});
  knowledge.learnEvent(event, data?.shape ?? ABSENT, origin);
  run.add({
    kind: "raise",
    event,
    queue: "internal",
    args: payloadArguments(knowledge.event(event), data, origin, span),
    delay: null,
    sendid: null,
    span,
  });
}

/** SCXML 1.0, section 3.7: `done.state.ID` with what `<donedata>` says. */
function done(run: Run, content: DoneContent): void {
  const data = carried(run, { ...content, namelist: null });
  const isEmpty = data.shape.base.kind === "none" && knownOf(data) !== null;
  raise(
    run,
    `done.state.${content.state}`,
    isEmpty ? null : data,
    "platform",
    content.span,
  );
}
