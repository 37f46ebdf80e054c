import type { Finding } from "../diagnostic.ts";

/** Group 3, what goes round and what comes too late. */

export function endlessRetry(activity: string, mayTrade: boolean): Finding {
  return {
    rule: "endless-retry",
    message: `when \`${activity}\` fails it is tried again at once, and for ever`,
    why: mayTrade
      ? "a venue that refuses one order refuses the next thousand: the account is banned for the rate of its requests when it has to get out"
      : "whoever does not answer is asked thousands of times a second: access is banned for it when it matters",
    help: `wait (\`run ${activity}(…) retry N backoff D to D\`, or a state with \`after D\` on the way), or count the attempts in the context and give up`,
    label: "leads back, without a wait, a count or a trigger from outside",
  };
}

/** @param worst the longest that all attempts take, as a duration */
export function retryOutlivesState(
  activity: string,
  worst: string,
  limit: string,
): Finding {
  return {
    rule: "retry-outlives-state",
    message: `the attempts of \`${activity}\` may take ${worst}, which is longer than ${limit}`,
    why: "the last attempts are never made: the state is left while one is under way, and its order is unsettled",
    help: "fewer attempts, a shorter `timeout` or `backoff`, or a longer time-out around them",
    label: `up to ${worst}`,
  };
}

export function timerBehindTimer(timer: string, earlier: string): Finding {
  return {
    rule: "timer-never-fires",
    message: `\`${timer}\` never fires: \`${earlier}\` leaves the state before`,
    why: "what it was to do when nothing has come for so long (to give up, to get out) never happens",
    help: "make it the shorter one, or give the other one a guard",
    label: "never fires",
  };
}

export function timerBehindTimeout(timer: string, timeout: string): Finding {
  return {
    rule: "timer-never-fires",
    message: `\`${timer}\` never fires: the strategy's time-out comes after ${timeout}`,
    why: "what it was to do (to give up, to get out) never happens, since the run is ended before",
    help: "make it shorter, or the strategy's `timeout` longer",
    label: "never fires while the strategy's time-out runs",
  };
}

/** @param isOutcome a run has to be begun anew, so `stay` would not do */
export function timerResetsItself(
  state: string,
  cause: string,
  timer: string,
  isOutcome: boolean,
): Finding {
  return {
    rule: "timer-resets-itself",
    message: `each \`${cause}\` enters \`${state}\` anew, and \`${timer}\` begins again`,
    why: "as long as that keeps coming the time-out never fires: what it should end goes on without end",
    help: isOutcome
      ? `write \`${timer}\` in a state around the one that is entered anew, or count and give up`
      : `write \`stay\` instead of \`-> ${state}\`: it leaves timers as they are`,
    label: `arms \`${timer}\` anew`,
  };
}

export function stuckInError(state: string): Finding {
  return {
    rule: "stuck-in-error",
    message: `nothing leads out of the error state \`${state}\``,
    why: "after an error the machine stays there for ever: it trades no more, and what is open stays open until somebody restarts it",
    help: `write \`after D -> STATE\` in \`${state}\` for a recovery by itself, \`on TRIGGER -> STATE\` for one by hand, or both`,
    label: "neither a recovery nor a way out by hand",
  };
}

export function errorPingPong(state: string, error: string): Finding {
  return {
    rule: "error-ping-pong",
    message: `the recovery to \`${state}\` leads straight back to \`${error}\``,
    why: "the machine looks as if it recovered, again and again, and never does: nothing is traded and nothing is closed",
    help: `lead to a state that waits or acts (a run, a timer, a trigger) before it decides, or guard what leads from \`${state}\` to \`${error}\``,
    label: "recovers, and is back at once",
  };
}
