import { memberOf, type Json, type JsonObject } from "../json/value.ts";

/**
 * In version 4 a transition with a target leaves its own state unless it says `internal` or its target begins with a dot; in
 * version 5 it does so only where it says `reenter` or leads outside.
 */
export type Dialect = 4 | 5;

const ONLY_4 = ["cond", "internal", "in", "activities", "onEntry", "onExit"];
const ONLY_5 = ["guard", "reenter", "input", "output"];

/** What a machine's own data, not its language, may hold. */
const DATA = ["context", "meta", "params", "input", "data", "output"];

/** Version 4 where some spelling is only its own and none is only version 5's. */
export function dialectOf(root: JsonObject): Dialect {
  const keys = new Set<string>();
  let emptyEvent = false;
  const waiting: Json[] = [root];
  for (let json = waiting.pop(); json !== undefined; json = waiting.pop()) {
    if (json.kind === "list") waiting.push(...json.items);
    if (json.kind !== "object") continue;
    const on = memberOf(json, "on");
    if (on?.kind === "object" && memberOf(on, "") !== null) emptyEvent = true;
    for (const { key, value } of json.members) {
      keys.add(key);
      if (!DATA.includes(key)) waiting.push(value);
    }
  }
  const isOf = (words: readonly string[]): boolean =>
    words.some((word) => keys.has(word));
  return (emptyEvent || isOf(ONLY_4)) && !isOf(ONLY_5) ? 4 : 5;
}
