import type {
  ArmCstNode,
  OutcomesCstNode,
  RunCstNode,
} from "../../../grammar/cst.ts";
import { OUTCOMES } from "../../../grammar/words.ts";
import type { Arm, Modifier, Outcome, Run } from "../ast.ts";
import { readArguments, readExpression } from "./expressions.ts";
import { readPreamble, type Preamble } from "./preamble.ts";
import { readAll, type Reading } from "./reading.ts";
import { readTail } from "./transitions.ts";

export function readRun(
  reading: Reading,
  node: RunCstNode,
  preamble: Preamble,
) {
  const { children } = node;
  const arms = readAll(children.arms?.[0]?.children.arm, (arm) =>
    armOf(reading, arm),
  );
  const activity = children.Name?.[0];
  const keyword = children.Run?.[0];
  if (activity === undefined || keyword === undefined) return null;
  const retry = children.retry?.[0]?.children;
  const first = readExpression(reading, retry?.first?.[0]);
  const longest = readExpression(reading, retry?.longest?.[0]);
  return {
    kind: "run",
    activity: reading.name(activity),
    args: readArguments(reading, children.arguments?.[0]),
    retry: readExpression(reading, retry?.attempts?.[0]),
    backoff: first === null ? null : { first, longest },
    timeout: readExpression(reading, children.expression?.[0]),
    arms,
    keyword: reading.spanOf(keyword),
    span: reading.spanOf(node),
    ...preamble,
  } satisfies Run;
}

function armOf(reading: Reading, node: ArmCstNode): Arm | null {
  const { children } = node;
  const names = children.outcomes?.[0];
  const outcomes = readOutcomes(reading, names);
  const tail = readTail(reading, children.tail?.[0]);
  if (names === undefined || outcomes.length === 0 || tail === null)
    return null;
  const preamble = readPreamble(reading, node, children.allow, [names]);
  return reading.placed({ outcomes, tail, ...preamble }, node, names);
}

export function readOutcomes(
  reading: Reading,
  node: OutcomesCstNode | undefined,
): readonly Modifier<Outcome>[] {
  return readAll(node?.children.Outcome, (token) => {
    const word = OUTCOMES.find((outcome) => outcome === token.image);
    return word === undefined ? null : { word, span: reading.spanOf(token) };
  });
}
