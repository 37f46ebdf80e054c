/** How activities are started: when the machine has come to rest, and again after a restart. */
import type { Run, State } from "../model/index.ts";
import { Body, type ClassParts } from "./body.ts";
import { carriedCode } from "./expressions.ts";
import { docComment } from "./layout/comment.ts";
import { hardline, indent, type Doc } from "./layout/doc.ts";
import {
  array,
  arrow,
  assignment,
  atom,
  binary,
  call,
  number,
  object,
  string,
  unary,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  braces,
  declareConst,
  method,
  statement,
  switchOn,
  whenBlock,
} from "./layout/statement.ts";
import { local, memberName } from "./names.ts";
import type { Unit } from "./unit.ts";
import { asksStep } from "./guards.ts";
import { stepLiteral } from "./transitions.ts";
import { runExpressions } from "./walk.ts";

function runsOf({ strategy }: Unit): readonly (readonly [State, Run])[] {
  return strategy.states.flatMap((state) =>
    state.runs.map((run) => [state, run] as const),
  );
}

export function runMethods(parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  const all = runsOf(unit);
  if (all.length === 0)
    return [
      method("protected override startRun", [], "void", []),
      method("protected override resumeRun", [], "void", []),
    ];
  return [
    ...all.map(([state, run]) => startMethod(state, run, parts)),
    method("protected override startRun", ["run: number"], "void", [
      switchOn("run", [
        ...all.map(([, run]) =>
          caseLines(run.index, [
            statement(call(`this.${startName(run)}`, [])),
            "break;",
          ]),
        ),
        caseDefault(),
      ]),
    ]),
    method(
      "protected override resumeRun",
      [`snapshot: ${unit.runtime.type("RunSnapshot")}`],
      "void",
      [
        switchOn("snapshot.index", [
          ...all.map(([, run]) => resumeCase(run, parts)),
          caseDefault(),
        ]),
      ],
    ),
  ];
}

function startName({ index, activity }: Run): string {
  return `run$${memberName(activity.name)}$${index}`;
}

function caseLines(index: number, body: readonly Doc[]): Doc {
  return [`case ${index}:`, indent(body.flatMap((each) => [hardline, each]))];
}

function caseDefault(): Doc {
  return ["default:"];
}

function argumentNames({ activity }: Run): readonly string[] {
  return activity.args.map(({ name }) =>
    local(name, ["call", "context", "run", "snapshot"]),
  );
}

function startMethod(state: State, run: Run, parts: ClassParts): Doc {
  const { unit } = parts;
  const body = new Body(parts, state, runExpressions(run));
  const { scope } = body;
  const { activity, retry, backoff, timeout } = run;
  const names = argumentNames(run);
  const taken = run.args.map((arg, index) => {
    const field = activity.args[index];
    const place = `argument ${field?.name ?? index} of ${activity.name}`;
    return declareConst(names[index] ?? "_", carriedCode(arg, place, scope));
  });
  const words: (readonly [string, Code])[] = [];
  if (retry !== null) words.push(["retry", body.code(retry)]);
  if (backoff !== null) words.push(["backoff", body.code(backoff.first)]);
  if (backoff !== null && backoff.longest !== null)
    words.push(["longest", body.code(backoff.longest)]);
  if (timeout !== null) words.push(["timeout", body.code(timeout)]);
  const asked = runExpressions(run).some(asksStep);
  const cause = {
    label: "run",
    trigger: string("run"),
    payload: word("null"),
    isSaid: false,
  };
  const step = asked
    ? [stepLiteral("step", state.path, state.path, cause, body, unit)]
    : [];
  const launch = statement(
    call("this.launch", [
      number(run.index),
      array(names.map(atom)),
      object(words),
      invocation(run, names, unit),
    ]),
  );
  return [
    docComment(`${run.text} in ${state.path}`),
    method(
      `private ${startName(run)}`,
      [],
      "void",
      body.with([...step, ...taken, launch]),
    ),
  ];
}

/** `(call) => this.callbacks.buy(quantity, { ...call, params: this.params })` */
function invocation(run: Run, names: readonly string[], unit: Unit): Code {
  const { runtime } = unit;
  return arrow(
    "(call)",
    call(`this.callbacks.${memberName(run.activity.name)}`, [
      ...names.map(atom),
      call(runtime.value("callWith"), [atom("call"), atom("this.params")]),
    ]),
  );
}

function resumeCase(run: Run, parts: ClassParts): Doc {
  const { unit } = parts;
  const names = argumentNames(run);
  const tests = run.activity.args.map(({ type }, index) =>
    unary("!", parts.predicates.test(names[index] ?? "_", type)),
  );
  const [first, ...others] = tests;
  const { activity } = run;
  const relaunch = statement(
    call("this.relaunch", [atom("snapshot"), invocation(run, names, unit)]),
  );
  const body: Doc[] =
    first === undefined
      ? [relaunch]
      : [
          assignmentOf(names),
          whenBlock(
            others.reduce((left, right) => binary(left, "||", right), first),
            [
              [
                "throw ",
                statement(
                  call("this.runMisfit", [
                    atom("snapshot"),
                    string(`the arguments of ${activity.name}`),
                  ]),
                ),
              ],
            ],
          ),
          relaunch,
        ];
  return [`case ${run.index}: `, braces([...body, "break;"])];
}

function assignmentOf(names: readonly string[]): Doc {
  return [
    assignment(`const [${names.join(", ")}]`, "=", atom("snapshot.args")),
    ";",
  ];
}
