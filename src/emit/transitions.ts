/** One branch as statements: out of the old states, effects, into the new ones. */
import { domainOf, type Branch, type State } from "../model/index.ts";
import { entryPathAsksStep, exitAsksStep, stepAsked } from "./asks-step.ts";
import type { Body, Cause, ClassParts } from "./body.ts";
import { entrySteps } from "./entry.ts";
import { exitBelow, exitCall, hasExit } from "./exit.ts";
import { effectStatement } from "./effects.ts";
import { asksStep } from "./guards.ts";
import { quote } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import {
  assignment,
  atom,
  call,
  object,
  string,
  type Code,
} from "./layout/expression.ts";
import { whenBlock } from "./layout/statement.ts";
import { leaveTo, nowAt } from "./places.ts";
import { needsTime } from "./traits.ts";
import type { Unit } from "./unit.ts";

/** Statements that try branches in order; the last one returns if it has no guard. */
export function branchStatements(
  branches: readonly Branch[],
  cause: Cause,
  body: Body,
  steps: StepNames,
): readonly Doc[] {
  return branches.flatMap((branch) => {
    const { unit } = body.parts;
    const { guard } = branch;
    const early = guard !== null && asksStep(guard);
    const name = steps.next();
    steps.current = name;
    const out: Doc[] = [];
    const readsTime = unit.traits.isPlain && !steps.knowsTime;
    if (guard !== null && needsTime(guard)) {
      if (readsTime) out.push(READ_TIME);
      // Time is read before a guard that asks for it, whatever else the guard says.
      else if (!early && !unit.traits.isPlain) out.push("this.now();");
      steps.knowsTime = true;
    }
    if (early) out.push(stepDeclaration(name, branch, cause, body));
    const taken = [
      ...(readsTime && !steps.knowsTime
        ? [isSilent(branch, cause) ? "this.host.clock.now();" : READ_TIME]
        : []),
      ...(early || unit.traits.isStatechart || !branchAsksStep(branch, unit)
        ? []
        : [stepDeclaration(name, branch, cause, body)]),
      ...takenStatements(branch, cause, body, name),
    ];
    if (guard === null)
      return [
        [quote(branch.text), firstOf([...out, ...taken])],
        ...[...out, ...taken].slice(1),
      ];
    const test = body.test(guard);
    const all = [...out, whenBlock(test, taken)];
    return [[quote(branch.text), firstOf(all)], ...all.slice(1)];
  });
}

function firstOf(docs: readonly Doc[]): Doc {
  return docs[0] ?? "";
}

/** The clock does not go back within a machine. */
export const READ_TIME = "const at = this.host.nowSince(this.latestTicks);";

/** A volatile event that only sets and stays: quotes would push everything else out of the trail. */
export function isSilent({ target, effects }: Branch, cause: Cause): boolean {
  return (
    cause.isVolatile === true &&
    target === null &&
    effects.every((effect) => effect.kind === "set")
  );
}

/** Names for the steps of one method: `step`, and if there are more, numbered. */
export class StepNames {
  readonly #several: boolean;
  #count = 0;
  current = "step";
  /** The time was read in front of all that is still to come. */
  knowsTime = false;

  constructor(several: boolean) {
    this.#several = several;
  }

  next(): string {
    this.#count += 1;
    return this.#several ? `step$${this.#count}` : "step";
  }
}

/** How many of the branches are asked with a step that the next one's would collide with. */
export function stepNamesFor(branches: readonly Branch[]): StepNames {
  const early = branches.filter(
    ({ guard }) => guard !== null && asksStep(guard),
  );
  return new StepNames(early.length > 0 && branches.length > 1);
}

export function branchAsksStep(branch: Branch, unit: Unit): boolean {
  const { target, effects, source, guard } = branch;
  if (guard !== null && asksStep(guard)) return true;
  if (stepAsked(effects)) return true;
  if (target === null) return false;
  const domain = domainOf(source, target) ?? unit.strategy.root;
  const targets = target.states.map((each) => each.state);
  if (entryPathAsksStep(targets, domain)) return true;
  return leftBy(branch, domain).some(exitAsksStep);
}

/** The outermost states that it may leave. */
function leftBy(branch: Branch, domain: State): readonly State[] {
  const { source } = branch;
  if (domain === source)
    return source.kind === "composite" ? source.children : [];
  for (let each: State = source; ;) {
    const { parent } = each;
    if (parent === null || parent === domain) return [each];
    each = parent;
  }
}

export function stepDeclaration(
  name: string,
  branch: Branch,
  cause: Cause,
  body: Body,
): Doc {
  const { unit } = body.parts;
  const from = branch.source.path;
  const to = branch.target?.states[0]?.state.path ?? from;
  return stepLiteral(name, from, to, cause, body, unit);
}

export function stepLiteral(
  name: string,
  from: string,
  to: string,
  cause: Cause,
  body: Body,
  unit: Unit,
): Doc {
  const said = string(`Transition: ${from} -> ${to}`);
  return stepFrom(name, string(from), to, said, cause, body, unit);
}

/** From wherever it is: what leaves everything has no state of its own. */
export function stepFromAnywhere(
  to: string,
  cause: Cause,
  body: Body,
  unit: Unit,
): readonly Doc[] {
  const from = "const from = this.stateText(this.active);";
  const said: Code = {
    kind: "atom",
    doc: `\`Transition: \${from} -> ${to}\``,
    short: "string",
  };
  return [from, stepFrom("step", atom("from"), to, said, cause, body, unit)];
}

function stepFrom(
  name: string,
  from: Code,
  to: string,
  said: Code,
  cause: Cause,
  body: Body,
  unit: Unit,
): Doc {
  if (cause.isSaid) body.parts.saysSomething = true;
  return [
    assignment(
      `const ${name}: ${unit.names.type}Step`,
      "=",
      object(
        [
          ["time", unit.traits.isPlain ? atom("at") : call("this.now", [])],
          ["from", from],
          ["to", string(to)],
          ["trigger", cause.trigger],
          ["payload", cause.payload],
          ["message", cause.isSaid ? call("this.said", [said]) : said],
          ["id", atom("this.id")],
          ["params", atom("this.params")],
        ],
        true,
      ),
    ),
    ";",
  ];
}

function takenStatements(
  branch: Branch,
  cause: Cause,
  body: Body,
  step: string,
): readonly Doc[] {
  const { unit } = body.parts;
  const { isPlain } = unit.traits;
  const { target, effects, source } = branch;
  const index = unit.steps.numberOf(branch, cause.label);
  if (unit.traits.isStatechart) {
    body.parts.picked.set(index, { branch, cause });
    return [pickOf(branch, index)];
  }
  const done = effects.map((effect) => effectStatement(effect, body, step));
  const payload = cause.isSaid ? "payload" : "null";
  if (isSilent(branch, cause)) {
    return isPlain ? [...done, TAKEN] : ["this.now();", ...done, TAKEN];
  }
  if (target === null) {
    return isPlain
      ? [...done, `return this.stayed(${index}, at, ${payload});`]
      : [`this.stays(${index});`, ...done, TAKEN];
  }
  const domain = domainOf(source, target) ?? unit.strategy.root;
  const targets = target.states.map((each) => each.state);
  const { statements: entries, leaf } = entrySteps(
    targets,
    domain,
    body.parts,
    step,
  );
  const exits = waysOut(branch, domain, body.parts, step);
  const to = leaf ?? source;
  return isPlain
    ? [
        ...exits,
        ...done,
        ...entries,
        `return this.moved(${index}, ${to.index}, at, ${payload}); // ${to.path}`,
      ]
    : [
        `this.moves(${index});`,
        ...exits,
        ...done,
        ...entries,
        ...(unit.traits.readsConfiguration ? [] : [nowAt(to)]),
        TAKEN,
      ];
}

const TAKEN = 'return "taken";';

/** `return 8; // -> SPOT_DONE` */
function pickOf({ target }: Branch, index: number): Doc {
  const to = target?.states.map(({ state, history }) =>
    history === "none"
      ? state.path
      : `${history === "deep" ? "deep " : ""}history ${state.path}`,
  );
  return `return ${index}; // ${to === undefined ? "stay" : `-> ${to.join(", ")}`}`;
}

/** From where the branch comes from up to inside of its domain. */
export function waysOut(
  branch: Branch,
  domain: State,
  parts: ClassParts,
  step = "step",
): readonly Doc[] {
  const { unit } = parts;
  const { readsConfiguration } = unit.traits;
  if (domain === branch.source) {
    const inside = exitBelow(domain, parts, step);
    return readsConfiguration ? [...inside, nowAt(domain)] : inside;
  }
  const [outermost] = leftBy(branch, domain);
  if (outermost === undefined) return [];
  if (hasExit(outermost, unit)) return [exitCall(outermost, step)];
  return readsConfiguration ? [leaveTo(outermost, unit)] : [];
}
