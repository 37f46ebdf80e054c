import type { Finding } from "../diagnostic.ts";
import type { RuleName } from "../rules.ts";
import { list } from "./list.ts";

/** Group 2: every state can be reached and left, every trigger finds someone, nothing stands there for nothing. */

/** @param behind states that only this one leads to, which is why they are unreachable too */
export function unreachableState(
  state: string,
  behind: readonly string[],
): Finding {
  const also =
    behind.length === 0
      ? ""
      : `, nor to ${list(behind)}, which nothing else leads to`;
  return {
    rule: "unreachable-state",
    message: `no path leads to \`${state}\`${also}`,
    why: `whatever \`${state}\` is there for, such as taking an order back or closing a position, never happens`,
    help: `lead a transition to \`${state}\`, look for a guard that can never hold on the way, or remove the state`,
    label: "never entered",
  };
}

export function deadEndState(state: string): Finding {
  return {
    rule: "dead-end-state",
    message: `nothing leads on from \`${state}\`, and it is not final`,
    why: `a machine that gets to \`${state}\` stays there for good: it never ends, trades no more, and only an operator can end it`,
    help: `give \`${state}\` a transition that leaves it (\`on\`, \`after\`, an arm of a \`run\`), or make it \`final\``,
    label: "no way on",
  };
}

/** A composite whose children have ended. */
export function deadEndComposite(state: string, child: string): Finding {
  return {
    rule: "dead-end-state",
    message: `nothing leads on from \`${state}\` once its child \`${child}\` has ended it`,
    why: `a final state inside of a composite does not end the machine: it rests in \`${state}\` for good and trades no more`,
    help: `write \`on done -> …\` in \`${state}\``,
    label: "no `on done`",
  };
}

const FIRST_ONE =
  "the first transition whose guard holds is taken; what this one was meant to do, in a state where it may matter, never happens";

/**
 * @param event what both wait for: "`QUOTE`", "`always`", "`done` of `buy`"
 * @param unguarded the one before it has no guard
 */
export function shadowedTransition(event: string, unguarded: boolean): Finding {
  return {
    rule: "shadowed-transition",
    message: `this can never be taken: for ${event} what stands before it always is`,
    why: FIRST_ONE,
    help: unguarded
      ? "remove it, or give the one before it a guard (`when …`) that leaves something for this one"
      : "put the narrower condition first, or change it so that something is left for this one",
  };
}

/** Both are branches of one choice. */
export function shadowedBranch(event: string): Finding {
  return {
    rule: "shadowed-transition",
    message: `a branch of this choice on ${event} can never be taken: what stands before it always is`,
    why: FIRST_ONE,
    help: "put the narrower condition first, or change it so that something is left for this one",
  };
}

export const neverTaken = "never taken";

/** The other end of it. */
export function takenFirst(guarded: boolean): string {
  return guarded ? "holds whenever the other does" : "always taken first";
}

export function eventlessLoop(states: readonly string[]): Finding {
  const round =
    states.length === 1
      ? `\`${states[0]}\` can go round by itself without an event`
      : `${list(states)} can go round without an event`;
  return {
    rule: "eventless-loop",
    message: round,
    why: "once it begins the machine handles nothing else, no fill and no emergency; the runtime breaks it off after 1,000 steps, undoes them all and counts an error",
    help: "let one step of the round wait for something: an `on`, an `after`, or a guard on a field that the round itself changes (`set`, or an action that says `writes`)",
    label: "begins the round",
  };
}

export function unhandledCritical(state: string, trigger: string): Finding {
  return {
    rule: "unhandled-critical",
    message: `\`${state}\` neither handles, defers nor ignores \`${trigger}\`, which is critical`,
    why: `a \`${trigger}\` that arrives in \`${state}\` is dropped without a word, and the machine goes on without knowing what it said`,
    help: `write \`on ${trigger} …\`, \`defer ${trigger}\` (later), or \`ignore ${trigger}\` (on purpose) in \`${state}\`, or \`from * defer ${trigger}\` for all`,
    label: `what if \`${trigger}\` arrives here?`,
  };
}

/** The trigger is declared, and that is all. */
export function unhandledEverywhere(trigger: string, states: number): Finding {
  return {
    rule: "unhandled-critical",
    message: `no state handles, defers or ignores \`${trigger}\`, which is critical`,
    why: `every \`${trigger}\` is dropped without a word, in whichever of the ${states} states it arrives`,
    help: `write \`on ${trigger} …\` where it matters, and \`from * defer ${trigger}\` or \`from * ignore ${trigger}\` for the rest`,
    label: "here, and everywhere else",
  };
}

export const declaredCritical = "declared `critical` here";

export function neverHandled(trigger: string): Finding {
  return {
    rule: "never-handled",
    message: `no state that can be reached handles \`${trigger}\``,
    why: `whoever sends \`${trigger}\` believes that it does something; the machine drops it`,
    help: `write \`on ${trigger} …\` in the states that should act on it, or remove the trigger`,
    label: "never handled",
  };
}

/** What can be declared and not used. */
export type Declaration =
  | "guard"
  | "action"
  | "activity"
  | "type"
  | "enum"
  | "output"
  | "param"
  | "context field"
  | "import";

const FOR_NOTHING: Readonly<Record<Declaration, string>> = {
  guard:
    "a condition that was written down protects nothing: a check of margin or risk may be missing from a transition",
  action:
    "somebody implements it and believes that it runs; it is never called",
  activity:
    "somebody implements it and believes that it runs; what it was to do at the venue is never done",
  type: "what it describes appears nowhere, so something that was meant to carry it is missing",
  enum: "what it tells apart appears nowhere, so something that was meant to use it is missing",
  output: "whoever listens for it waits in vain",
  param:
    "somebody sets it and believes that it changes how the strategy trades; it changes nothing",
  "context field": "it is kept and journalled, and nothing ever looks at it",
  import: "the reader looks for what depends on it, and nothing does",
};

const PUT_TO_USE: Readonly<Record<Declaration, string>> = {
  guard: "write `when NAME` where it belongs, or remove it",
  action: "name it in an `enter`, `exit` or `do`, or remove it",
  activity: "write `run NAME(…)` in a state, or remove it",
  type: "use it for a field, a payload or a result, or remove it",
  enum: "use it for a field, a payload or in an expression, or remove it",
  output: "write `emit NAME(…)` where it belongs, or remove it",
  param: "use it in an expression, or remove it",
  "context field": "use it in an expression, or remove it",
  import: "use it, or remove it",
};

export function unused(kind: Declaration, name: string): Finding {
  return {
    rule: "unused",
    message: `nothing uses the ${kind} \`${name}\``,
    why: FOR_NOTHING[kind],
    help: PUT_TO_USE[kind].replace("NAME", name),
    label: "never used",
  };
}

export function unusedAllow(rule: RuleName): Finding {
  return {
    rule: "unused",
    message: `this \`@allow\` silences nothing: there is no \`${rule}\` here`,
    why: "it stays when the text changes, and may one day silence a finding that nobody has looked at",
    help: "remove it",
    label: "silences nothing",
  };
}
