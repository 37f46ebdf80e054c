import type { Member, StateItem } from "../../syntax/ast.ts";
import { KEYS } from "./file.ts";
import { keyFor } from "./states.ts";
import { byKey } from "./values.ts";

/**
 * A part of the tree in the order in which YAML has it: what stands under one key together, the keys in the order in which they
 * come first. That changes no meaning: items of different kinds never compete (a reaction answers an event, an `always` none, an
 * arm its run), and timers, which do, keep their order.
 */
export function gathered(part: object): object {
  if ("members" in part && isMembers(part.members))
    return { ...part, members: inKeys(part.members, ({ kind }) => KEYS[kind]) };
  if ("declarations" in part && isMembers(part.declarations))
    return {
      ...part,
      declarations: inKeys(part.declarations, ({ kind }) => KEYS[kind]),
    };
  if ("items" in part && isItems(part.items))
    return { ...part, items: inKeys(part.items, keyFor(part.items)) };
  return part;
}

function inKeys<Part>(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
): readonly Part[] {
  return [...byKey(parts, keyOf).values()].flat();
}

function isMembers(parts: unknown): parts is readonly Member[] {
  return areOfKinds(parts, (kind) => Object.hasOwn(KEYS, kind));
}

function isItems(parts: unknown): parts is readonly StateItem[] {
  return areOfKinds(parts, (kind) => ITEMS.has(kind));
}

const ITEMS: ReadonlySet<string> = new Set<StateItem["kind"]>([
  "initial",
  "enter",
  "exit",
  "on",
  "always",
  "after",
  "at",
  "every",
  "run",
  "defer",
  "ignore",
  "state",
]);

function areOfKinds(
  parts: unknown,
  isKind: (kind: string) => boolean,
): boolean {
  return (
    Array.isArray(parts) &&
    parts.every(
      (part: unknown) =>
        typeof part === "object" &&
        part !== null &&
        "kind" in part &&
        typeof part.kind === "string" &&
        isKind(part.kind),
    )
  );
}
