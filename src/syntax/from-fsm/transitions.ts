import type { Token } from "../../../grammar/tokens.ts";
import type {
  BranchCstNode,
  CallCstNode,
  ChoiceBranchCstNode,
  DestinationCstNode,
  EffectCstNode,
  EffectsCstNode,
  EndCstNode,
  NamesCstNode,
  RaisedCstNode,
  SetEffectCstNode,
  TailCstNode,
  TargetCstNode,
  TargetsCstNode,
} from "../../../grammar/cst.ts";
import { foreign, notAllowed } from "../../diagnostics/messages/syntax.ts";
import type {
  Assignment,
  Branch,
  Effect,
  End,
  Name,
  Tail,
  Target,
} from "../ast.ts";
import type { FragmentKinds } from "../fragment-kinds.ts";
import { readArguments, readExpression, readStatePath } from "./expressions.ts";
import { readAll, type Reading } from "./reading.ts";

export function readTail(
  reading: Reading,
  node: TailCstNode | undefined,
): Tail | null {
  const plain = node?.children.branch?.[0];
  if (plain !== undefined) {
    const branch = readBranch(reading, plain);
    if (branch === null) return null;
    return { choice: false, branches: [branch], span: branch.span };
  }
  const choice = node?.children.choice?.[0];
  if (choice === undefined) return null;
  const nodes = choice.children.choiceBranch ?? [];
  const branches = readAll(nodes, (part) => readBranch(reading, part));
  const span = reading.spanOf(choice);
  const last = branches.at(-1);
  const isMisread = reading.diagnostics.some(
    (each) => span.start <= each.span.start && each.span.end <= span.end,
  );
  const hasCondition = nodes.some(
    ({ children }) => children.When !== undefined,
  );
  if (!isMisread && !hasCondition) {
    const help =
      "give a branch a condition with `when`, or leave the braces out";
    const message = "a choice begins with a branch that has a condition";
    reading.report(span, notAllowed(message, help));
  }
  for (const { otherwise, span: words } of branches.slice(0, -1)) {
    if (!otherwise) continue;
    const help = "`else` is the last branch: no other is looked at after it";
    reading.report(words, notAllowed("a branch follows `else`", help));
  }
  return last === undefined ? null : { choice: true, branches, span };
}

export function readBranch(
  reading: Reading,
  node: BranchCstNode | ChoiceBranchCstNode | undefined,
): Branch | null {
  if (node === undefined) return null;
  const { children } = node;
  const end = readEnd(reading, children.end?.[0]);
  if (end === null) return null;
  return {
    guard: readExpression(reading, children.expression?.[0]),
    otherwise: "Else" in children && children.Else !== undefined,
    effects: readEffects(reading, children.effects?.[0]),
    end,
    span: reading.spanOf(node),
  };
}

export function readEnd(
  reading: Reading,
  node: EndCstNode | undefined,
): End | null {
  if (node === undefined) return null;
  const span = reading.spanOf(node);
  const { Stay, destination } = node.children;
  if (Stay !== undefined) return { kind: "stay", span };
  const go = readDestination(reading, destination?.[0]);
  return go === null ? null : { ...go, span };
}

export function readDestination(
  reading: Reading,
  node: DestinationCstNode | undefined,
): End | null {
  if (node === undefined) return null;
  const span = reading.spanOf(node);
  const states = readTargets(reading, node.children.targets?.[0]);
  if (states.length === 0) return null;
  const word = node.children.Reenter?.[0];
  const reenter = word === undefined ? null : reading.spanOf(word);
  return { kind: "go", targets: states, reenter, span };
}

export function readTargets(
  reading: Reading,
  node: TargetsCstNode | undefined,
): readonly Target[] {
  return readAll(node?.children.target, (target) => targetOf(reading, target));
}

function targetOf(reading: Reading, node: TargetCstNode): Target | null {
  const path = readStatePath(reading, node.children.statePath?.[0]);
  if (path === null) return null;
  const { Deep, History } = node.children;
  const shallow = History === undefined ? "none" : "shallow";
  const history = Deep === undefined ? shallow : "deep";
  return { history, path, span: reading.spanOf(node) };
}

export function readEffects(
  reading: Reading,
  node: EffectsCstNode | undefined,
): readonly Effect[] {
  return readAll(node?.children.effect, (effect) => effectOf(reading, effect));
}

function effectOf(reading: Reading, node: EffectCstNode): Effect | null {
  const { children } = node;
  const span = reading.firstWordOf(node);
  const set = children.setEffect?.[0];
  if (set !== undefined)
    return { kind: "set", assignments: assignmentsOf(reading, set), span };
  const actions = children.doEffect?.[0];
  if (actions !== undefined)
    return {
      kind: "do",
      actions: readNames(reading, actions.children.names?.[0]),
      span,
    };
  const flat = children.flatEffect?.[0];
  if (flat !== undefined)
    return {
      kind: "flat",
      legs: readNames(reading, flat.children.names?.[0]),
      span,
    };
  const cancelled = children.cancelEffect?.[0]?.children.Name?.[0];
  if (cancelled !== undefined)
    return { kind: "cancel", name: reading.name(cancelled), span };
  const emitted = readCall(
    reading,
    children.emitEffect?.[0]?.children.call?.[0],
  );
  if (emitted !== null)
    return { kind: "emit", output: emitted.name, args: emitted.args, span };
  const raised = readRaised(
    reading,
    children.raiseEffect?.[0]?.children.raised?.[0],
  );
  return raised === null ? null : { kind: "raise", ...raised, span };
}

function assignmentsOf(
  reading: Reading,
  set: SetEffectCstNode,
): readonly Assignment[] {
  return readAll(set.children.assignment, ({ children }) => {
    const field = children.FieldName?.[0];
    const sign = children.Becomes?.[0];
    if (sign !== undefined && sign.image !== "=") reportSign(reading, sign);
    const value = readExpression(reading, children.expression?.[0]);
    if (field === undefined || value === null) return null;
    return { field: reading.name(field), value };
  });
}

function reportSign(reading: Reading, sign: Token): void {
  const span = reading.spanOf(sign);
  const help = "set with `=`; `==` compares";
  const finding = foreign(sign.image, "an assignment", help);
  reading.report(span, finding, { fix: [{ span, text: "=" }] });
}

export function readRaised(
  reading: Reading,
  node: RaisedCstNode | undefined,
): FragmentKinds["raise"] | null {
  const call = readCall(reading, node?.children.call?.[0]);
  if (call === null) return null;
  const delay = readExpression(reading, node?.children.expression?.[0]);
  return { trigger: call.name, args: call.args, delay };
}

export function readCall(
  reading: Reading,
  node: CallCstNode | undefined,
): FragmentKinds["call"] | null {
  const token = node?.children.Name?.[0];
  if (token === undefined) return null;
  const args = readArguments(reading, node?.children.arguments?.[0]);
  return { name: reading.name(token), args };
}

export function readNames(
  reading: Reading,
  node: NamesCstNode | undefined,
): readonly Name[] {
  return (node?.children.Name ?? []).map((token) => reading.name(token));
}
