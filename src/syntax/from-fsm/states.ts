import type { CstNode, Token } from "../../../grammar/tokens.ts";
import type {
  AllowCstNode,
  ArmCstNode,
  CallbacksCstNode,
  DeferralCstNode,
  EventCstNode,
  EventsCstNode,
  FromCstNode,
  FromStatesCstNode,
  InitialTailCstNode,
  InitialWayCstNode,
  OnCstNode,
  OutcomesCstNode,
  ReactionCstNode,
  RunCstNode,
  StateCstNode,
  StateItemCstNode,
  StatePathsCstNode,
  TimerCstNode,
} from "../../../grammar/cst.ts";
import { OUTCOMES, STATE_MODIFIERS } from "../../../grammar/words.ts";
import { notAllowed } from "../../diagnostics/messages/syntax.ts";
import type {
  Allow,
  Arm,
  Callbacks,
  Deferral,
  EventReference,
  FromDeclaration,
  FromStates,
  InitialTail,
  Modifier,
  On,
  Outcome,
  Run,
  StateDeclaration,
  StateItem,
  StatePath,
  TimerItem,
} from "../ast.ts";
import type { FragmentKinds } from "../fragment-kinds.ts";
import {
  readArguments,
  readExpression,
  readStatePath,
  stringOf,
} from "./expressions.ts";
import { readModifiers } from "./modifiers.ts";
import { readAll, type Reading } from "./reading.ts";
import {
  readEffects,
  readNames,
  readTail,
  readTargets,
} from "./transitions.ts";

/** What stands before a declaration, an item or an arm. */
export interface Preamble {
  readonly doc: string | null;
  readonly allows: readonly Allow[];
}

const NONE: Preamble = { doc: null, allows: [] };

/** The comment and the `@allow`s of a node whose content stands behind them. */
export function readPreamble(
  reading: Reading,
  outer: CstNode,
  allows: readonly AllowCstNode[] | undefined,
  inner: readonly CstNode[],
): Preamble {
  return {
    doc: reading.docOf(outer, ...inner),
    allows: readAll(allows, (allow) => allowOf(reading, allow)),
  };
}

function allowOf(reading: Reading, allow: AllowCstNode): Allow | null {
  const rule = allow.children.RuleName?.[0];
  if (rule === undefined) return null;
  const reason = allow.children.StringLiteral?.[0];
  const span = reading.spanOf(allow);
  return {
    rule: reading.name(rule),
    reason: reason === undefined ? null : stringOf(reading, reason),
    span,
  };
}

export function readState(
  reading: Reading,
  node: StateCstNode,
  preamble: Preamble,
): StateDeclaration | null {
  const { children } = node;
  const items = readAll(children.stateBody?.[0]?.children.stateItem, (item) =>
    readStateItem(reading, item),
  );
  const modifiers = readModifiers(
    reading,
    { known: children.StateModifier, unknown: children.Identifier },
    STATE_MODIFIERS,
    "modifier of a state",
  );
  const name = children.Name?.[0];
  if (name === undefined) return null;
  return {
    kind: "state",
    name: reading.name(name),
    modifiers,
    items,
    ...preamble,
  };
}

function readStateItem(
  reading: Reading,
  node: StateItemCstNode,
): StateItem | null {
  const { children } = node;
  const preamble = (inner: CstNode): Preamble =>
    readPreamble(reading, node, children.allow, [inner]);
  const [item] = [
    ...readAll(children.callbacks, (part) =>
      callbacksOf(reading, part, preamble(part)),
    ),
    ...readAll(children.on, (part) => onOf(reading, part, preamble(part))),
    ...readAll(children.always, (part): StateItem | null => {
      const tail = readTail(reading, part.children.tail?.[0]);
      const keyword = part.children.Always?.[0];
      if (tail === null || keyword === undefined) return null;
      const span = reading.spanOf(keyword);
      return { kind: "always", tail, keyword: span, ...preamble(part) };
    }),
    ...readAll(children.timer, (part) =>
      timerOf(reading, part, preamble(part)),
    ),
    ...readAll(children.run, (part) => runOf(reading, part, preamble(part))),
    ...readAll(children.deferral, (part) =>
      deferralOf(reading, part, preamble(part)),
    ),
    ...readAll(children.initialTail, (part) =>
      readInitialTail(reading, part, preamble(part)),
    ),
    ...readAll(children.state, (part) =>
      readState(reading, part, preamble(part)),
    ),
  ];
  return item ?? null;
}

function callbacksOf(
  reading: Reading,
  { children }: CallbacksCstNode,
  preamble: Preamble,
): Callbacks | null {
  const kind = children.Exit === undefined ? "enter" : "exit";
  const keyword = children.Enter?.[0] ?? children.Exit?.[0];
  const read = readReaction(reading, children.reaction?.[0]);
  if (keyword === undefined || read === null) return null;
  const span = reading.spanOf(keyword);
  if (read.actions.length === 0 && read.effects.length === 0) {
    const help = `name actions after \`${kind}\`, or effects such as \`set n = 1\``;
    reading.report(span, notAllowed(`nothing is done on ${kind}`, help));
    return null;
  }
  return { kind, ...read, keyword: span, ...preamble };
}

export function readReaction(
  reading: Reading,
  node: ReactionCstNode | undefined,
): FragmentKinds["callbacks"] | null {
  if (node === undefined) return null;
  return {
    actions: readNames(reading, node.children.names?.[0]),
    effects: readEffects(reading, node.children.effects?.[0]),
  };
}

function onOf(
  reading: Reading,
  { children }: OnCstNode,
  preamble: Preamble,
): On | null {
  const keyword = children.On?.[0];
  const events = readEvents(reading, children.events?.[0]);
  const tail = readTail(reading, children.tail?.[0]);
  if (keyword === undefined || tail === null || events.length === 0)
    return null;
  const span = reading.spanOf(keyword);
  return { kind: "on", events, tail, keyword: span, ...preamble };
}

export function readEvents(
  reading: Reading,
  node: EventsCstNode | undefined,
): readonly EventReference[] {
  return readAll(node?.children.event, (event) => eventOf(reading, event));
}

function eventOf(
  reading: Reading,
  { children }: EventCstNode,
): EventReference | null {
  const name = children.Name?.[0];
  if (name !== undefined) return { kind: "trigger", name: reading.name(name) };
  const { Error: error, Done, Recover } = children;
  for (const [kind, token] of [
    ["error", error?.[0]],
    ["done", Done?.[0]],
    ["recover", Recover?.[0]],
  ] as const)
    if (token !== undefined) return { kind, span: reading.spanOf(token) };
  return null;
}

function timerOf(
  reading: Reading,
  { children }: TimerCstNode,
  preamble: Preamble,
): TimerItem | null {
  const time = readExpression(reading, children.expression?.[0]);
  const tail = readTail(reading, children.tail?.[0]);
  for (const [kind, token] of [
    ["after", children.After?.[0]],
    ["at", children.At?.[0]],
    ["every", children.Every?.[0]],
  ] as const)
    if (token !== undefined && time !== null && tail !== null)
      return { kind, time, tail, keyword: reading.spanOf(token), ...preamble };
  return null;
}

function runOf(reading: Reading, node: RunCstNode, preamble: Preamble) {
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
  return {
    outcomes,
    tail,
    ...readPreamble(reading, node, children.allow, [names]),
  };
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

function deferralOf(
  reading: Reading,
  { children }: DeferralCstNode,
  preamble: Preamble,
): Deferral | null {
  const kind = children.Ignore === undefined ? "defer" : "ignore";
  const keyword: Token | undefined =
    children.Defer?.[0] ?? children.Ignore?.[0];
  const triggers = readNames(reading, children.names?.[0]);
  if (keyword === undefined || triggers.length === 0) return null;
  return { kind, triggers, keyword: reading.spanOf(keyword), ...preamble };
}

export function readInitialTail(
  reading: Reading,
  { children }: InitialTailCstNode,
  preamble: Preamble,
): InitialTail | null {
  const keyword = children.Initial?.[0];
  const way = readInitialWay(reading, children.initialWay?.[0]);
  if (keyword === undefined || way === null) return null;
  return {
    kind: "initial",
    ...way,
    keyword: reading.spanOf(keyword),
    ...preamble,
  };
}

export function readInitialWay(
  reading: Reading,
  node: InitialWayCstNode | undefined,
): FragmentKinds["initial"] | null {
  const targets = readTargets(reading, node?.children.targets?.[0]);
  if (targets.length === 0) return null;
  const effects = readEffects(reading, node?.children.effects?.[0]);
  return { effects, targets };
}

export function readFrom(
  reading: Reading,
  { children }: FromCstNode,
  preamble: Preamble,
): FromDeclaration | null {
  const keyword = children.From?.[0];
  const states = readFromStates(reading, children.fromStates?.[0]);
  const [item] = [
    ...readAll(children.on, (part) => onOf(reading, part, NONE)),
    ...readAll(children.deferral, (part) => deferralOf(reading, part, NONE)),
  ];
  if (keyword === undefined || states === null || item === undefined)
    return null;
  return {
    kind: "from",
    states,
    except: readStatePaths(reading, children.statePaths?.[0]),
    item,
    keyword: reading.spanOf(keyword),
    ...preamble,
  };
}

export function readFromStates(
  reading: Reading,
  node: FromStatesCstNode | undefined,
): FromStates | null {
  const star = node?.children.Star?.[0];
  if (star !== undefined) return { kind: "all", span: reading.spanOf(star) };
  const token = node?.children.StateModifier?.[0];
  const word = STATE_MODIFIERS.find((each) => each === token?.image);
  if (token !== undefined && word !== undefined)
    return {
      kind: "modifier",
      modifier: { word, span: reading.spanOf(token) },
    };
  const paths = readStatePaths(reading, node?.children.statePaths?.[0]);
  return paths.length === 0 ? null : { kind: "named", paths };
}

export function readStatePaths(
  reading: Reading,
  node: StatePathsCstNode | undefined,
): readonly StatePath[] {
  return readAll(node?.children.statePath, (path) =>
    readStatePath(reading, path),
  );
}
