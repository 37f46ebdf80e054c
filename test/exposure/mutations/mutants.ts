/** Faults of group 4 that people make, put into a strategy one at a time: EXPOSURE.md, section 6.1. */
import type { RuleName } from "../../../src/diagnostics/index.ts";
import type { Strategy } from "../../../src/model/index.ts";
import { join } from "../../../src/source/index.ts";
import type * as Ast from "../../../src/syntax/ast.ts";
import { runMutants } from "./arms.ts";
import { adds, EXPOSED, isNamed, type Ground } from "./ground.ts";
import { edited, type Mutant } from "./mutant.ts";

const NEVER_FLAT: readonly RuleName[] = [
  "no-way-flat",
  "exposed-at-end",
  "no-emergency-exit",
  ...EXPOSED,
];

/** @param file the strategy's own text, parsed */
export function mutantsOf(
  file: Ast.SpecFile,
  strategy: Strategy,
): readonly Mutant[] {
  const home = homeOf(strategy);
  if (home === null) return [];
  const ground: Ground = { text: file.source.text, strategy, home };
  return file.strategies.flatMap(({ members }) => [
    ...members.flatMap((member) => membersMutants(member, ground)),
    ...members.flatMap((member) =>
      member.kind === "state" ? statesMutants(member, ground) : [],
    ),
  ]);
}

function homeOf({ states }: Strategy): string | null {
  const home = states.find(
    ({ depth, kind, exposed, role }) =>
      depth === 0 && kind === "atomic" && !exposed && role === "normal",
  );
  return home?.path ?? null;
}

function membersMutants(member: Ast.Member, ground: Ground): readonly Mutant[] {
  if (member.kind === "from" && member.item.kind === "on") {
    const { item, keyword } = member;
    return reactionMutants(item, keyword, "everywhere", ground);
  }
  if (member.kind === "activity") return wordMutants(member, ground);
  return [];
}

/** An activity that does less than it did. */
function wordMutants(
  { name, words, legs }: Ast.ActivityDeclaration,
  { text, strategy }: Ground,
): readonly Mutant[] {
  const closes = words.find(({ word }) => word === "closes");
  if (closes === undefined) return [];
  const [first, second] = strategy.legs;
  const forgets = legs.length === 0 && second !== undefined;
  const end = words.at(-1)?.span ?? closes.span;
  return [
    ...(forgets
      ? [
          {
            kind: "forgets a leg",
            where: name.text,
            text: edited(text, [
              { span: { ...end, start: end.end }, to: ` ${first?.name}` },
            ]),
            expected: NEVER_FLAT,
          },
        ]
      : []),
    ...(words.length > 1
      ? [
          {
            kind: "takes back, and closes nothing",
            where: name.text,
            text: edited(text, [{ span: closes.span, to: "" }]),
            expected: NEVER_FLAT,
          },
        ]
      : []),
  ];
}

function statesMutants(
  state: Ast.StateDeclaration,
  ground: Ground,
  isMarkedAbove = false,
): readonly Mutant[] {
  const { text } = ground;
  const where = state.name.text;
  const mark = state.modifiers.find(({ word }) => word === "exposed");
  const isMarked = isMarkedAbove || mark !== undefined;
  const opening = state.items
    .filter((item) => item.kind === "run")
    .some((item) => adds(item, ground));
  return [
    ...(mark !== undefined && !isMarkedAbove
      ? [
          {
            kind: "does not say that it is exposed",
            where,
            text: edited(text, [{ span: mark.span, to: "" }]),
            expected: EXPOSED,
          },
        ]
      : []),
    ...state.items.flatMap((item): readonly Mutant[] => {
      switch (item.kind) {
        case "state":
          return statesMutants(item, ground, isMarked);
        case "run":
          return runMutants(item, where, ground);
        case "on":
          return [
            ...reactionMutants(item, item.keyword, where, ground),
            ...(isMarked && item.events.every(({ kind }) => kind === "trigger")
              ? ledHome(item.tail, where, opening, ground)
              : []),
          ];
        case "after":
        case "at":
        case "every":
          return isMarked ? ledHome(item.tail, where, opening, ground) : [];
        default:
          return [];
      }
    }),
  ];
}

/** `on EMERGENCY_EXIT`, `on recover`. */
function reactionMutants(
  { events, tail }: Ast.On,
  keyword: Ast.On["keyword"],
  where: string,
  ground: Ground,
): readonly Mutant[] {
  const { text, strategy } = ground;
  const gone = edited(text, [{ span: join(keyword, tail.span), to: "" }]);
  const isEmergency = events.every(
    (event) =>
      event.kind === "trigger" &&
      strategy.triggers.some(
        ({ name, emergency }) => emergency && name === event.name.text,
      ),
  );
  const isRecover = events.every(({ kind }) => kind === "recover");
  if (isEmergency)
    return [
      {
        kind: "does not hear the emergency",
        where,
        text: gone,
        expected: ["no-emergency-exit"],
      },
    ];
  if (!isRecover) return [];
  return [
    {
      kind: "does not look after a restart",
      where,
      text: gone,
      expected: ["missing-recover"],
    },
    ...homes(tail, ground).map((led) => ({
      kind: "goes home after a restart",
      where,
      text: led,
      // It may buy there, though halted.
      expected: [...EXPOSED, "risk-after-halt" as const],
    })),
  ];
}

/** An event or a timer that leads out of where something may be held, as if nothing were. */
function ledHome(
  tail: Ast.Tail,
  where: string,
  isOpening: boolean,
  ground: Ground,
): readonly Mutant[] {
  return homes(tail, ground).map((text) => ({
    kind: isOpening ? "walks away from an order" : "walks away from a position",
    where,
    text,
    expected: isOpening ? ["abandoned-order", "undeclared-exposure"] : EXPOSED,
  }));
}

/** Each of its branches led home, one at a time. */
function homes(tail: Ast.Tail, { text, home }: Ground): readonly string[] {
  return tail.branches.flatMap(({ end, effects }) =>
    end.kind === "go" &&
    !effects.some(({ kind }) => kind === "flat") &&
    !end.targets.some(({ path }) => isNamed(path, home))
      ? [edited(text, [{ span: end.span, to: `-> ${home}` }])]
      : [],
  );
}
