import type {
  Action,
  Machine,
  StateNode,
  Transition,
} from "../config/machine.ts";
import { descendants } from "./nodes.ts";

/** XState's own events: no machine is sent them. */
const INTERNAL =
  /^(?:xstate\.|done\.(?:state|invoke)\.|error\.(?:platform|execution|communication)(?:\.|$))/;

/** The events that a configuration names, in the order of the text: what its wildcards can mean. */
export class Events {
  readonly names: readonly string[];

  constructor({ root }: Machine) {
    const names = new Set<string>();
    for (const node of [root, ...descendants(root)]) {
      for (const { descriptor } of node.on)
        if (!isWildcard(descriptor.text) && !isInternal(descriptor.text))
          names.add(descriptor.text);
      for (const action of actionsOf(node))
        if (action.kind === "raise") names.add(action.event.type.text);
    }
    this.names = [...names];
  }

  /** The events that a descriptor means: by tokens, `*` for the rest (`matchesEventDescriptor` of XState). */
  matching(descriptor: string): readonly string[] {
    if (!isWildcard(descriptor))
      return isInternal(descriptor) ? [] : [descriptor];
    if (descriptor === "*") return this.names;
    const tokens = descriptor.split(".").slice(0, -1);
    return this.names.filter((name) => {
      const parts = name.split(".");
      return tokens.every((token, index) => parts[index] === token);
    });
  }
}

export function isWildcard(descriptor: string): boolean {
  return descriptor === "*" || descriptor.endsWith(".*");
}

export function isInternal(descriptor: string): boolean {
  return INTERNAL.test(descriptor);
}

/** Every transition of a state. */
export function transitionsOf(node: StateNode): readonly Transition[] {
  return [
    ...node.on.flatMap(({ candidates }) => candidates),
    ...node.always,
    ...node.after.flatMap(({ candidates }) => candidates),
    ...node.onDone,
    ...node.invokes.flatMap(({ onDone, onError }) => [...onDone, ...onError]),
  ];
}

/** Everything that a state has done anywhere. */
export function actionsOf(node: StateNode): readonly Action[] {
  return [
    ...node.entry,
    ...node.exit,
    ...(node.initial?.actions ?? []),
    ...transitionsOf(node).flatMap(({ actions }) => actions),
  ];
}
