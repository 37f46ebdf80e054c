/** Methods that enter what was active in a state when it was last left. */
import { childrenOf, selfAndDescendants, type State } from "../model/index.ts";
import type { ClassParts } from "./body.ts";
import { lastOf } from "./expressions.ts";
import {
  resumeAsksStep,
  resumeCall,
  resumeName,
  type Kind,
} from "./history.ts";
import { docComment } from "./layout/comment.ts";
import { mentions, type Doc } from "./layout/doc.ts";
import { atom, call, number, word, type Code } from "./layout/expression.ts";
import { braces, method, testOf } from "./layout/statement.ts";
import { enterBelow, enterState } from "./ways-in.ts";

/** One method for each state that a history leads back into. */
export function resumeMethods(parts: ClassParts): readonly Doc[] {
  const { histories } = parts.unit.traits;
  const deep = new Set<State>();
  const out: Doc[] = [];
  for (const [state, kinds] of histories) {
    if (kinds.has("shallow")) out.push(resumeMethod(state, "shallow", parts));
    if (!kinds.has("deep")) continue;
    for (const each of selfAndDescendants(state))
      if (childrenOf(each).length > 0) deep.add(each);
  }
  return [
    ...out,
    ...[...deep].map((state) => resumeMethod(state, "deep", parts)),
  ];
}

function resumeMethod(state: State, kind: Kind, parts: ClassParts): Doc {
  const { unit } = parts;
  const isSingle = state.kind === "composite";
  const ways = childrenOf(state).map(
    (child): readonly [Code, readonly Doc[]] => [
      wasActive(child),
      resumed(child, kind, parts),
    ],
  );
  const statements = isSingle
    ? [chain(ways)]
    : ways.flatMap(([, statements]) => statements);
  const what =
    kind === "deep" ? "all that was active" : "the child that was active";
  return [
    docComment(`Enters ${what} in ${state.path} when it was last left.`),
    method(
      `private ${resumeName(state, kind)}`,
      [
        isSingle || mentions(statements, "recorded")
          ? "recorded: readonly number[]"
          : "_recorded: readonly number[]",
        ...(resumeAsksStep(state, kind)
          ? [`step: ${unit.names.type}Step`]
          : []),
      ],
      "void",
      statements,
    ),
  ];
}

/** `hasAmong(recorded, 2, 4)` */
function wasActive(state: State): Code {
  const last = lastOf(state);
  return last === state.index
    ? call("recorded.includes", [number(last)])
    : call("this.hasAmong", [
        atom("recorded"),
        number(state.index),
        number(last),
      ]);
}

function resumed(child: State, kind: Kind, parts: ClassParts): readonly Doc[] {
  const entered = enterState(child, parts, "step", word("true"));
  if (childrenOf(child).length === 0) return entered;
  return kind === "deep"
    ? [...entered, resumeCall(child, "deep", "recorded", "step")]
    : [...entered, ...enterBelow(child, true, parts, "step")];
}

/** `if (a) { … } else if (b) { … }` */
function chain(ways: readonly (readonly [Code, readonly Doc[]])[]): Doc {
  return ways.map(([test, statements], index) => [
    index === 0 ? "" : " else ",
    ...testOf(test),
    " ",
    braces(statements),
  ]);
}
