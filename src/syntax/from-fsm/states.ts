import type { CstNode, Token } from "../../../grammar/tokens.ts";
import type {
  CallbacksCstNode,
  DeferralCstNode,
  EventCstNode,
  EventsCstNode,
  FromCstNode,
  FromStatesCstNode,
  InitialTailCstNode,
  InitialWayCstNode,
  OnCstNode,
  ReactionCstNode,
  StateCstNode,
  StateItemCstNode,
  StatePathsCstNode,
  TimerCstNode,
} from "../../../grammar/cst.ts";
import { STATE_MODIFIERS } from "../../../grammar/words.ts";
import { notAllowed } from "../../diagnostics/messages/syntax.ts";
import type {
  Callbacks,
  Deferral,
  EventReference,
  FromDeclaration,
  FromStates,
  InitialTail,
  On,
  StateDeclaration,
  StateItem,
  StatePath,
  TimerItem,
} from "../ast.ts";
import type { FragmentKinds } from "../fragment-kinds.ts";
import { readExpression, readStatePath } from "./expressions.ts";
import { readModifiers } from "./modifiers.ts";
import { readPreamble, type Preamble } from "./preamble.ts";
import { readAll, type Reading } from "./reading.ts";
import { readRun } from "./runs.ts";
import {
  readEffects,
  readNames,
  readTail,
  readTargets,
} from "./transitions.ts";

const NONE: Preamble = { doc: null, allows: [] };

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
  let content: CstNode = node;
  const preamble = (inner: CstNode): Preamble => {
    content = inner;
    return readPreamble(reading, node, children.allow, [inner]);
  };
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
    ...readAll(children.run, (part) => readRun(reading, part, preamble(part))),
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
  return item === undefined ? null : reading.placed(item, content);
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
