/** Where a configuration names what the spec must declare. */
import type {
  Action,
  Delay,
  Guard,
  Invoke,
  SentEvent,
  StateNode,
} from "../config/machine.ts";
import { membersOf, type Use } from "./declared.ts";
import { actionsOf, transitionsOf } from "./events.ts";
import type { NamedGuard } from "./vocabulary.ts";

export function useOfEvent({ type, payload }: SentEvent): Use {
  return { type: type.text, members: payload, span: type.span };
}

export function useOfGuard({ type, params, span }: NamedGuard): Use {
  return { type, members: membersOf(params), span };
}

export function useOfInvoke({ source, input }: Invoke): Use {
  return { type: source.text, members: input, span: source.span };
}

/** Of an action that a callback must do; each anonymous one is another. */
export function useOfAction(action: Action): Use | null {
  const { span } = action;
  if (action.kind === "assign")
    return { type: "assign", members: action.fields, span };
  if (action.kind !== "named") return null;
  const members = membersOf(action.params);
  if (!action.anonymous) return { type: action.type, members, span };
  const { line } = span.file.position(span.start);
  const value = { kind: "number", value: line, span } as const;
  return {
    type: action.type,
    members: [{ key: "line", keySpan: span, value }],
    span,
  };
}

/** The named guards of a state's transitions, also those inside of others. */
export function guardsOf(node: StateNode): readonly NamedGuard[] {
  return transitionsOf(node).flatMap(({ guard }) =>
    guard === null ? [] : namedIn(guard),
  );
}

function namedIn(guard: Guard): readonly NamedGuard[] {
  switch (guard.kind) {
    case "named":
      return [guard];
    case "and":
    case "or":
      return guard.of.flatMap(namedIn);
    case "not":
      return namedIn(guard.of);
    case "in":
      return [];
  }
}

export function delaysOf(node: StateNode): readonly Delay[] {
  return [
    ...node.after.map(({ delay }) => delay),
    ...actionsOf(node).flatMap((action) =>
      action.kind === "raise" && action.delay !== null ? [action.delay] : [],
    ),
  ];
}
