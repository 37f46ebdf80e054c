/** The heart of the class: one event to completion, undone as a whole when anything in it throws. */
import { leavesOf } from "../model/index.ts";
import { Body, sinceName, type ClassParts } from "./body.ts";
import {
  entryPathAsksStep,
  entrySteps,
  exitAsksStep,
  exitBelow,
  stepAsked,
} from "./entry-exit.ts";
import { searchCall, type FactCase, type Searched } from "./facts.ts";
import { docComment } from "./layout/comment.ts";
import { mentions, type Doc } from "./layout/doc.ts";
import { atom, call, string, word } from "./layout/expression.ts";
import {
  braces,
  caseOf,
  giveBack,
  method,
  statement,
  switchOn,
} from "./layout/statement.ts";
import { memberName } from "./names.ts";
import { quoted, reactionCall } from "./state-methods.ts";
import { READ_TIME, stepFromAnywhere, stepLiteral } from "./transitions.ts";
import type { Unit } from "./unit.ts";
import { effectsOf } from "./walk.ts";

export function macrostepMethods(
  parts: ClassParts,
  facts: readonly FactCase[],
): readonly Doc[] {
  const { unit } = parts;
  return [
    macrostep(unit),
    ...(unit.traits.isPlain ? [] : [react(unit)]),
    choose(unit),
    happened(unit, facts),
    ...(unit.traits.isPlain ? [] : settle(unit)),
    ...search("always", unit),
    ...search("error", unit),
    ...search("recover", unit),
    start(parts),
    ...timedOut(parts),
    ...(unit.traits.isPlain ? commits(unit) : []),
  ];
}

function macrostep(unit: Unit): Doc {
  const { traits, runtime } = unit;
  const { isPlain, written, timed } = traits;
  const fields = written.map(({ name }) => memberName(name));
  const stamps = [...timed].map(sinceName);
  const outcome = `${runtime.type("Outcome")} | null`;
  const restore = [
    ...fields.map((field) => `draft.${field} = was$${field};`),
    ...(isPlain ? [] : ["this.active = wasActive;"]),
    ...stamps.map((stamp) => `this.${stamp} = was$${stamp};`),
  ];
  const running = runtime.value("RUNNING");
  return [
    docComment(
      "One event to completion, undone as a whole when anything in it throws.",
    ),
    method(
      "protected override macrostep",
      ["name: string", "payload: unknown", "fact: boolean"],
      outcome,
      [
        ...(fields.length > 0 ? ["const draft = this.draft;"] : []),
        ...fields.map((field) => `const was$${field} = draft.${field};`),
        ...(isPlain ? [] : ["const wasActive = this.active;"]),
        ...stamps.map((stamp) => `const was$${stamp} = this.${stamp};`),
        `let outcome: ${outcome};`,
        `this.mode = ${running};`,
        [
          "try ",
          braces([
            ["if (fact) outcome = this.happened(name, payload);"],
            isPlain
              ? "else outcome = this.choose(name, payload);"
              : "else outcome = this.react(name, payload);",
            ...(isPlain ? [] : ["if (outcome !== null) this.settle();"]),
          ]),
          " catch (error) ",
          braces([...restore, "return this.failed(error, name);"]),
        ],
        ...(isPlain ? [] : ["this.committed(wasActive, payload);"]),
        ...(isPlain ? COUNTING : []),
        `if (this.mode !== ${running}) return this.afterwards(outcome);`,
        `this.mode = ${runtime.value("IDLE")};`,
        "return outcome;",
      ],
    ),
  ];
}

function react({ runtime }: Unit): Doc {
  return method(
    "private react",
    ["trigger: string", "payload: unknown"],
    `${runtime.type("Outcome")} | null`,
    [
      "const outcome = this.choose(trigger, payload);",
      ...COUNTING,
      "return outcome;",
    ],
  );
}

const COUNTING: readonly Doc[] = [
  'if (outcome === "ignored") this.host.trail.ignored += 1;',
  'else if (outcome === "blocked") this.host.trail.blocked += 1;',
];

/** From the active state outwards; null for what may not come in. */
function choose(unit: Unit): Doc {
  const { runtime, strategy } = unit;
  return method(
    "private choose",
    ["trigger: string", "payload: unknown"],
    `${runtime.type("Outcome")} | null`,
    [
      switchOn("this.active", [
        ...strategy.states
          .filter((state) => state.kind === "atomic" || state.kind === "final")
          .map((leaf) =>
            caseOf(
              [`case ${leaf.index}: // ${leaf.path}`],
              [reactionCall(leaf, unit)],
            ),
          ),
        caseOf(["default:"], ["return null;"]),
      ]),
    ],
  );
}

/** The machine's own events. */
function happened(unit: Unit, facts: readonly FactCase[]): Doc {
  const { runtime, strategy } = unit;
  const cases: FactCase[] = [
    { name: "start", handler: "return this.enterInitial();" },
    ...errorCase(unit),
    ...searched("recover", unit),
    ...(strategy.timeout === null
      ? []
      : [{ name: "timeout", handler: "return this.timedOut();" }]),
    ...facts,
  ];
  const usesPayload = facts.some(({ handler }) => mentions(handler, "payload"));
  return method(
    "private happened",
    ["fact: string", usesPayload ? "payload: unknown" : "_payload: unknown"],
    !unit.traits.isPlain
      ? `${runtime.type("Outcome")} | null`
      : runtime.type("Outcome"),
    [
      switchOn("fact", [
        ...cases.map(({ name, handler }) =>
          caseOf([`case ${quoted(name)}:`], [handler]),
        ),
        caseOf(["default:"], ['return "ignored";']),
      ]),
    ],
  );
}

const SEARCH: Readonly<Record<Searched, string>> = {
  always: "always",
  error: "onError",
  recover: "onRecover",
};

function searched(what: Searched, unit: Unit): readonly FactCase[] {
  return isSearched(what, unit)
    ? [{ name: what, handler: giveBack(call(`this.${SEARCH[what]}`, [])) }]
    : [];
}

/** Null: nothing is left to try, so nothing has happened that anything could follow from. */
function errorCase(unit: Unit): readonly FactCase[] {
  const found = searched("error", unit);
  return found.length > 0 || unit.traits.isPlain
    ? found
    : [{ name: "error", handler: "return null;" }];
}

function isSearched(what: Searched, { strategy }: Unit): boolean {
  return leavesOf(strategy).some((leaf) => searchCall(leaf, what) !== null);
}

/** From the active state outwards, for what is no trigger. */
function search(what: Searched, unit: Unit): readonly Doc[] {
  if (!isSearched(what, unit)) return [];
  const { runtime, strategy } = unit;
  const outcome = runtime.type("Outcome");
  const result = what === "error" ? `${outcome} | null` : outcome;
  const cases = leavesOf(strategy).flatMap((leaf) => {
    const found = searchCall(leaf, what);
    return found === null
      ? []
      : [caseOf([`case ${leaf.index}: // ${leaf.path}`], [giveBack(found)])];
  });
  return [
    method(`private ${SEARCH[what]}`, [], result, [
      switchOn("this.active", [
        ...cases,
        caseOf(
          ["default:"],
          [what === "error" ? "return null;" : 'return "ignored";'],
        ),
      ]),
    ]),
  ];
}

/** After the event's own step: what follows, until nothing does; then the runs of what was entered. */
function settle(unit: Unit): readonly Doc[] {
  const { strategy, traits } = unit;
  const hasAlways = isSearched("always", unit);
  const raises =
    traits.completed.size > 0 ||
    [...effectsOf(strategy)].some(
      (effect) => effect.kind === "raise" && effect.delay === null,
    );
  const hasRuns = strategy.states.some((state) => state.runs.length > 0);
  const loop: Doc[] = [
    ...(hasAlways ? ['if (this.always() === "taken") continue;'] : []),
    ...(raises
      ? [
          "const raised = this.nextRaised();",
          "if (raised === null) break;",
          "if (raised.fact) this.happened(raised.name, raised.payload);",
          "else this.react(raised.name, raised.payload);",
        ]
      : ["break;"]),
  ];
  const goesOn: Doc[] =
    hasAlways && !raises
      ? ['while (this.always() === "taken");']
      : hasAlways || raises
        ? [["for (;;) ", braces(loop)]]
        : [];
  return [
    [
      docComment(
        "After the event's own step: what follows from it, until nothing does.",
      ),
      method("private settle", [], "void", [
        ...(goesOn.length > 0 ? ["this.settling();", ...goesOn] : []),
        ...(hasRuns ? ["this.startRuns();"] : []),
      ]),
    ],
  ];
}

function start(parts: ClassParts): Doc {
  const { unit } = parts;
  const { strategy, traits, runtime } = unit;
  const { root } = strategy;
  const { targets, effects } = root.initial;
  const body = new Body(parts, root, []);
  const { statements, leaf } = entrySteps(targets, root, parts);
  const asks = stepAsked(effects) || entryPathAsksStep(targets, root);
  const to = targets[0]?.path ?? "";
  const cause = {
    label: "start",
    trigger: string("start"),
    payload: word("null"),
    isSaid: false,
  };
  const initial =
    effects.length === 0
      ? []
      : [
          statement(
            call("this.initial$", stepAsked(effects) ? [atom("step")] : []),
          ),
        ];
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
            `this.active = ${last.index}; // ${last.path}`,
            ...(strategy.timeout === null ? [] : ["this.beginLimit();"]),
            "this.begun = this.now();",
            'return "taken";',
          ],
    ),
  ];
}

/** The strategy's `timeout`: out of everything, into its target. */
function timedOut(parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  const { strategy, traits, runtime } = unit;
  const { timeout, root } = strategy;
  if (timeout === null) return [];
  const { target, branch } = timeout;
  const body = new Body(parts, root, []);
  const { statements, leaf } = entrySteps([target], root, parts);
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
        `this.active = ${last.index}; // ${last.path}`,
        'return "taken";',
      ]),
    ],
  ];
}

/** How a plain machine commits: in place, because nothing behind it can fail. */
function commits({ runtime, strategy }: Unit): readonly Doc[] {
  const stays = strategy.branches.some(({ target }) => target === null);
  const outcome = runtime.type("Outcome");
  const watched = [
    "if (this.workings?.isWatched === true)",
    {
      kind: "indent",
      contents: [HARD, "this.recorded(branch, before, at, payload);"],
    },
  ] satisfies Doc;
  return [
    [
      docComment("The commit of a step into another state: it cannot fail."),
      method(
        "private moved",
        ["branch: number", "to: number", "at: number", "payload: unknown"],
        outcome,
        [
          "const before = this.active;",
          "this.active = to;",
          "this.entries += 1;",
          "this.latestTicks = this.host.ticksOf(at);",
          watched,
          "else this.host.trail.push(this, branch, before, to, at, payload);",
          'return "taken";',
        ],
      ),
    ],
    ...(stays ? [staying(outcome, watched)] : []),
  ];
}

function staying(outcome: string, watched: Doc): Doc {
  return [
    docComment("The commit of a step that stays."),
    method(
      "private stayed",
      ["branch: number", "at: number", "payload: unknown"],
      outcome,
      [
        "const before = this.active;",
        "this.latestTicks = this.host.ticksOf(at);",
        watched,
        "else this.host.trail.push(this, branch, before, before, at, payload);",
        'return "taken";',
      ],
    ),
  ];
}

const HARD: Doc = { kind: "line", flat: "", hard: true };
