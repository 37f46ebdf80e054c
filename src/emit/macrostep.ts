/** The heart of the class: one event to completion, undone as a whole when anything in it throws. */
import { start, timedOut } from "./beginnings.ts";
import { sinceName, type ClassParts } from "./body.ts";
import { choose, errorCase, isSearched, search, searched } from "./choose.ts";
import type { FactCase } from "./facts.ts";
import { docComment } from "./layout/comment.ts";
import { mentions, type Doc } from "./layout/doc.ts";
import { braces, caseOf, method, switchOn } from "./layout/statement.ts";
import { memberName } from "./names.ts";
import { configurationFields } from "./regions.ts";
import { quoted } from "./state-methods.ts";
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
    ...choose(unit),
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
  const own = [...configurationFields(unit), ...[...timed].map(sinceName)];
  const outcome = `${runtime.type("Outcome")} | null`;
  const restore = [
    ...fields.map((field) => `draft.${field} = was$${field};`),
    ...(isPlain ? [] : ["this.active = wasActive;"]),
    ...own.map((field) => `this.${field} = was$${field};`),
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
        ...own.map((field) => `const was$${field} = this.${field};`),
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
