import type { Finding } from "../../diagnostic.ts";

/** FSM114. */
const WHY = "without a limit one file could stop the compiler for all others";

export function tooDeepStates(named: { readonly most: number }): Finding {
  return {
    rule: "too-deep",
    message: `states are nested more than ${named.most} deep`,
    why: WHY,
    help: "use fewer levels",
  };
}

export function tooManyStates(named: { readonly most: number }): Finding {
  return {
    rule: "too-deep",
    message: `the strategy has more than ${named.most} states`,
    why: WHY,
    help: "split it into several strategies",
  };
}

export function tooManyItems(named: { readonly most: number }): Finding {
  return {
    rule: "too-deep",
    message: `the strategy has more than ${named.most} transitions, timers and runs, with those that \`from\` and \`extends\` write`,
    why: WHY,
    help: "write a transition into a composite instead of into each of its states, or split the strategy",
  };
}

export function extendsTooDeep(named: { readonly most: number }): Finding {
  return {
    rule: "too-deep",
    message: `the strategy has more than ${named.most} parents above each other`,
    why: WHY,
    help: "merge some of them",
  };
}

export function guardTooLarge(named: {
  readonly name: string;
  readonly most: number;
}): Finding {
  return {
    rule: "too-deep",
    message: `guard \`${named.name}\` has more than ${named.most} parts, with those of the guards that it uses`,
    why: WHY,
    help: "write what it asks with fewer guards that use others more than once",
  };
}
