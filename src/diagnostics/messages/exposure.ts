import type { Finding } from "../diagnostic.ts";

/** Group 4: no position is forgotten. */

/** @param what `the order` or `a position` */
export function undeclaredExposure(
  state: string,
  leg: string,
  isOrderOut: boolean,
): Finding {
  const what = isOrderOut
    ? `an order on leg \`${leg}\` may be out`
    : `a position on leg \`${leg}\` may be held`;
  return {
    rule: "undeclared-exposure",
    message: `${what} in \`${state}\`, which is not marked \`exposed\``,
    why: `whoever counts exposed states, to see the risk or to get out of it, takes \`${state}\` for flat`,
    help: `if something may be open there, write \`exposed state ${state}\`; if not, come there only from the \`done\` of an activity that is \`cancels closes\``,
    label: "not `exposed`",
  };
}

export function exposedAtEnd(state: string, leg: string): Finding {
  return {
    rule: "exposed-at-end",
    message: `the run can end in \`${state}\` with leg \`${leg}\` open`,
    why: "a machine that has ended hears nothing any more: what is open stays open, and nobody looks at it",
    help: "run an activity that is `cancels closes` before it, and end only on its `done`",
    label: "ends the run",
  };
}

/** An order was working, or a position held, when `flat` was asserted. */
export function flatWhileWorking(state: string, leg: string): Finding {
  return {
    rule: "exposed-at-end",
    message: `\`flat\` is asserted on leg \`${leg}\` while an order of it is under way`,
    why: "the assertion fails whenever the order has not ended, and is wrong whenever it fills a moment later",
    help: `assert it after the run that opens \`${leg}\` has ended, or leave \`flat\` to what \`closes\``,
    label: `on the way to \`${state}\``,
  };
}

export function noWayFlat(state: string, leg: string): Finding {
  return {
    rule: "no-way-flat",
    message: `once leg \`${leg}\` is open, nothing closes it`,
    why: "a position that no path closes is held until somebody closes it by hand",
    help: `declare an activity that \`cancels closes ${leg}\`, and run it in a state that \`${state}\` leads to`,
    label: `\`${leg}\` is open here, and nothing leads to where it is not`,
  };
}

export function noEmergencyExit(
  state: string,
  trigger: string,
  leg: string,
  isTaken: boolean,
): Finding {
  return {
    rule: "no-emergency-exit",
    message: `\`${trigger}\` does not close what is open in \`${state}\``,
    why: `when everybody has to get out, leg \`${leg}\` stays open until something else happens`,
    help: isTaken
      ? `where \`${trigger}\` leads, run an activity that is \`cancels closes\` and does not leave out leg \`${leg}\``
      : `write \`from * on ${trigger} -> STATE\`, where STATE runs an activity that is \`cancels closes\``,
    label: isTaken
      ? `\`${trigger}\` leads to nothing that closes leg \`${leg}\``
      : `\`${trigger}\` leads to nothing that closes`,
  };
}

export function riskAfterHalt(activity: string, state: string): Finding {
  return {
    rule: "risk-after-halt",
    message: `\`${activity}\` can start while the machine is halted or in error`,
    why: "the venue is not asked, since an order that opens is refused then: the machine goes on as if it had tried",
    help: `let the emergency leave the states that lead to \`${state}\`, or guard the way with \`not halted\``,
    label: "opens",
  };
}

export function abandonedOrder(state: string, leg: string): Finding {
  return {
    rule: "abandoned-order",
    message: `an order on leg \`${leg}\` is left behind on the way to \`${state}\``,
    why: "leaving a state tells its order to stop, and nobody waits for the answer: it may have filled, or may still",
    help: "lead to a state that runs an activity that `cancels closes`, or `defer` the event until the order has ended",
    label: "leaves while the order is under way",
  };
}

export function unknownAsFailed(state: string, leg: string): Finding {
  return {
    rule: "unknown-as-failed",
    message: `after \`unknown\` the machine goes on as if nothing had happened on leg \`${leg}\``,
    why: "an order that was sent and not answered can still fill, and nobody would close it",
    help: `lead \`unknown\` to a state that runs an activity that \`cancels closes\`, not to \`${state}\``,
    label: "leads to a state that counts as flat",
  };
}

export function cancelRace(state: string, leg: string): Finding {
  return {
    rule: "cancel-race",
    message: `after the cancel the machine goes on as if leg \`${leg}\` were flat`,
    why: "an order can fill while its cancel is on the way: what filled before the cancel, filled",
    help: `close what is held before \`${state}\`: an activity that is \`cancels closes\` does both`,
    label: "leads to a state that counts as flat",
  };
}

export function missingRecover(state: string, leg: string): Finding {
  return {
    rule: "missing-recover",
    message: `after a crash in \`${state}\` nothing looks after leg \`${leg}\``,
    why: "no activity is under way there that would go on, and what happened while the process was gone is not known",
    help: "write `from exposed on recover -> STATE`, where STATE runs an activity that is `cancels closes`",
    label: "no `on recover` here or above",
  };
}

export function oneLeg(activity: string, leg: string, state: string): Finding {
  return {
    rule: "one-leg",
    message: `when \`${activity}\` fails, leg \`${leg}\` stays open by itself`,
    why: "a leg without the other is no hedge: it is the full risk of the market, until somebody does something",
    help: `lead from \`${state}\` to what closes \`${leg}\`, by an outcome or a timer, without waiting for a trigger`,
    label: `\`${leg}\` stays open`,
  };
}

export function falseExposure(state: string): Finding {
  return {
    rule: "false-exposure",
    message: `\`${state}\` is marked \`exposed\`, and nothing is ever open there`,
    why: "an alarm that is always on is not looked at",
    help: `write \`state ${state}\`; if it should hold something, look for an activity that lacks its word, such as \`opens\``,
    label: "never open",
  };
}

export function sizedFromIntent(activity: string): Finding {
  return {
    rule: "sized-from-intent",
    message: `\`${activity}\` is told a quantity that no fill has confirmed`,
    why: "what was meant to be bought is not what was bought: after a partial fill it closes too much, or turns the position",
    help: "hand over a field that is set from `result`, or no quantity: the activity then closes what the ledger has",
    label: "from a param, a payload or a plan",
  };
}

export function partialIgnored(activity: string): Finding {
  return {
    rule: "partial-ignored",
    message: `\`${activity}\` reports partial fills, and nobody hears them`,
    why: "until the order ends, the machine does not know what it holds",
    help: "add an arm: `partial set FIELD = result stay`",
    label: "no `partial` arm",
  };
}

export function doubleOpen(activity: string, leg: string): Finding {
  return {
    rule: "double-open",
    message: `\`${activity}\` can start while an earlier order on leg \`${leg}\` may still fill`,
    why: "if both fill, the position is twice what was meant",
    help: "find out first what became of the earlier one: run an activity that `cancels` before it",
    label: "opens",
  };
}
