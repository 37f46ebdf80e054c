import type { Finding } from "../../diagnostic.ts";

/** FSM109 to FSM113: states, their modifiers, and where transitions lead. */

export function missingInitial(named: {
  /** Empty for the strategy itself. */
  readonly of: string;
  readonly first: string;
}): Finding {
  const { of, first } = named;
  return {
    rule: "missing-initial",
    message:
      of === ""
        ? "the strategy does not say where it starts"
        : `\`${of}\` does not say which of its states is entered`,
    why: "the machine would not know what to do when it is started or gets here",
    help: `write \`initial\` before one of its states, such as \`initial state ${first}\``,
  };
}

export function noStates(named: { readonly strategy: string }): Finding {
  return {
    rule: "missing-initial",
    message: `\`${named.strategy}\` has no states`,
    why: "there is nothing that it could do",
    help: "write at least `initial state IDLE { … }`, or `abstract` before it if others are to extend it",
  };
}

export function severalInitials(named: { readonly of: string }): Finding {
  const { of } = named;
  return {
    rule: "missing-initial",
    message:
      of === ""
        ? "the strategy has a second place to start"
        : `\`${of}\` has a second state that is entered first`,
    why: "only one of them can be, and which one would be a guess",
    help: "keep one `initial`; for regions that are active together write `parallel`",
  };
}

export function initialOfAtomic(named: {
  readonly state: string;
  readonly parallel: boolean;
}): Finding {
  const { state, parallel } = named;
  return {
    rule: "missing-initial",
    message: parallel
      ? `\`${state}\` is parallel: all its regions are entered`
      : `\`${state}\` has no states that \`initial\` could enter`,
    why: "what stands here would never be done",
    help: parallel
      ? "leave it out, or put it into a region"
      : "leave it out; what is to be done on the way in belongs to `enter`",
  };
}

export function initialOutside(named: {
  readonly target: string;
  readonly of: string;
}): Finding {
  const { target, of } = named;
  return {
    rule: "bad-target",
    message: `\`initial\` cannot lead to \`${target}\``,
    why: "on its way in the machine would already be elsewhere, without the transition that says so",
    help:
      of === ""
        ? "name a state, without `history`"
        : `name a state inside of \`${of}\`, without \`history\``,
  };
}

/** FSM110. */
export function historyOfAtomic(named: {
  readonly state: string;
  readonly text: string;
}): Finding {
  const { state, text } = named;
  return {
    rule: "bad-target",
    message: `\`${state}\` has no states whose history could be kept`,
    why: "there is nothing to go back to: the machine would start the state anew, and its orders with it",
    help: `write \`-> ${text}\`, or \`history\` of the state around it`,
  };
}

export function targetsNotApart(named: {
  readonly one: string;
  readonly other: string;
}): Finding {
  const { one, other } = named;
  return {
    rule: "bad-target",
    message:
      one === other
        ? `\`${one}\` is named twice`
        : `\`${one}\` and \`${other}\` cannot be active together`,
    why: "the machine can be in one of them only, and the other's part would not be done",
    help: "several targets lie in different regions of one `parallel` state; name one of the two",
  };
}

/** FSM111. `top`: it ends the run. */
export function finalWithExits(named: {
  readonly state: string;
  readonly top: boolean;
}): Finding {
  const { state, top } = named;
  return {
    rule: "final-with-exits",
    message: `\`${state}\` is final, and yet something is to happen in it`,
    why: top
      ? "the run is over when it is entered: nothing of this would ever be done"
      : "it has done its part when it is entered: nothing of this would ever be done",
    help: "move what it holds into a state before it, or leave `final` out",
  };
}

/** FSM112. */
export function excludedModifier(named: {
  readonly word: string;
  readonly other: string;
}): Finding {
  const { word, other } = named;
  return {
    rule: "bad-modifier",
    message: `a state cannot be both \`${other}\` and \`${word}\``,
    why: "the two say different things about what happens here when something goes wrong",
    help: `keep one of them; write two states if you need both`,
  };
}

export function cancelledNotFinal(): Finding {
  return {
    rule: "bad-modifier",
    message: "`cancelled` belongs on a final state",
    why: "it says how a run has ended, and here it goes on",
    help: "write `final cancelled state`, or leave it out",
  };
}

export function initialRegion(named: {
  readonly state: string;
  readonly parallel: string;
}): Finding {
  const { state, parallel } = named;
  return {
    rule: "bad-modifier",
    message: `\`${state}\` is a region of \`${parallel}\`, and all regions are entered`,
    why: "it reads as if the others were not active",
    help: "leave `initial` out, or write it before a state inside of the region",
  };
}

export function finalRegion(named: {
  readonly state: string;
  readonly parallel: string;
}): Finding {
  const { state, parallel } = named;
  return {
    rule: "bad-modifier",
    message: `\`${state}\` is a region of \`${parallel}\`, and a region cannot be final itself`,
    why: "it would be over before it began",
    help: "put a final state into the region",
  };
}

export function parallelWithoutRegions(named: {
  readonly state: string;
}): Finding {
  return {
    rule: "bad-modifier",
    message: `\`${named.state}\` is parallel and has no regions`,
    why: "there is nothing in it that could be active at once",
    help: "put states into it, one for each region, or leave `parallel` out",
  };
}

export function suspendedActs(named: {
  readonly state: string;
  readonly what: string;
}): Finding {
  const { state, what } = named;
  return {
    rule: "bad-modifier",
    message: `${what} does not belong into the suspended state \`${state}\``,
    why: "a suspended machine waits for a person or the supervisor: it must not act or leave by itself",
    help: "move it into the state before or after, or leave `suspended` out",
  };
}

export function doneWithoutChildren(named: {
  readonly state: string;
}): Finding {
  return {
    rule: "bad-modifier",
    message: `\`on done\` in \`${named.state}\`, which has no states inside`,
    why: "`done` comes when a final state inside is entered, so this would never be taken",
    help: "for the end of an activity write the arm `done` in its `run`",
  };
}

/** FSM113. */
export function errorsTarget(named: { readonly state: string }): Finding {
  const { state } = named;
  return {
    rule: "missing-errors-target",
    message: `\`errors\` leads to \`${state}\`, which is no error state`,
    why: "failures would be counted on in it and force the machine into it again, and nothing would say that it is broken",
    help: `write \`error state ${state}\`, or lead to one that is`,
  };
}

export function severalPolicies(): Finding {
  return {
    rule: "missing-errors-target",
    message: "this is the second error policy",
    why: "only one could count, and after a failure the machine might not go where it was to go",
    help: "keep one `errors` in a strategy",
  };
}
