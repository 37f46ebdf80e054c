import type { Finding } from "../diagnostic.ts";

/** What a search met its limit with. */
export type Reached = "joined" | "regions" | "cut";

/** FSM219: what was not told apart, or not looked at, and what is therefore not said. */
export function limitReached(strategy: string, reached: Reached): Finding {
  return { rule: "limit-reached", ...WORDS[reached](strategy) };
}

const WORDS: Readonly<
  Record<Reached, (strategy: string) => Omit<Finding, "rule">>
> = {
  joined: (strategy) => ({
    message: `where \`${strategy}\` may hold and owe more than can be told apart, what is open was joined`,
    why: "the rules of group 4 may find a position there that no way leads to; they miss none",
    help: "check with `--thorough`, which tells ten times as much apart",
    label: "too many ways for a position to be open",
  }),
  regions: (strategy) => ({
    message: `the regions of \`${strategy}\` were followed one by one, not together`,
    why: "the rules of group 4 take what another region opens to be open at any time: they may find what that region rules out, and miss nothing but needless `exposed` marks (FSM412)",
    help: "check with `--thorough`, which follows ten times as many steps together",
    label: "too many ways for its regions to be active together",
  }),
  cut: (strategy) => ({
    message: `\`${strategy}\` was not followed to the end`,
    why: "what the rules of group 4 find is there, but that they find no more is no promise; FSM403, FSM404, FSM411 and FSM412 are not judged",
    help: "check with `--thorough`, which follows ten times as many steps, or divide the strategy",
    label: "too many ways for it to go on",
  }),
};
