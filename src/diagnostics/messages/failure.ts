import type { Finding } from "../diagnostic.ts";

/** Group 3: failure and time are handled. */

export function missingErrorTransition(state: string): Finding {
  return {
    rule: "missing-error-transition",
    message: `an error in \`${state}\` leads nowhere`,
    why: `when a callback throws in \`${state}\` the step is undone and the machine stays where it is, as often as it happens, whatever is open`,
    help: `write \`errors limit N -> STATE\` in the strategy, or \`on error -> STATE\` in \`${state}\` or a state around it`,
    label: "no `on error` that leaves",
  };
}

/** There is neither a policy nor any `on error` that leaves. */
export function missingErrorPolicy(strategy: string, states: number): Finding {
  return {
    rule: "missing-error-transition",
    message: `an error leads nowhere, in whichever of the ${states} states of \`${strategy}\``,
    why: "when a callback throws the step is undone and the machine stays where it is, as often as it happens, whatever is open",
    help: "declare an `error state` and write `errors limit 3 within 10m -> ERROR` in the strategy",
    label: "neither here nor in any other state",
  };
}

/** @param missing the outcomes without an arm: `failed`, `unknown` */
export function missingOutcome(
  activity: string,
  missing: readonly string[],
  mayTrade: boolean,
): Finding {
  const arms = missing.map((outcome) => `\`${outcome}\``).join(" or ");
  return {
    rule: "missing-outcome",
    message: `\`${activity}\` is run without an arm for ${arms}`,
    why: mayTrade
      ? `an order that ${missing.includes("unknown") ? "was sent and never answered" : "the venue refused"} leaves the machine waiting here, as if it were still under way`
      : "when it fails the machine waits here, as if it were still under way",
    help: `add ${missing.map((outcome) => `\`${outcome} -> …\``).join(" and ")}, or \`on error -> …\` in the state or one around it`,
    label: `no ${arms}`,
  };
}

export function missingTimeout(activity: string, exposed: boolean): Finding {
  return {
    rule: "missing-timeout",
    severity: exposed ? "error" : "warning",
    message: `\`${activity}\` is waited for without a time-out`,
    why: exposed
      ? "if the venue never answers, the machine waits for ever while an order or a position is open"
      : "if it never comes back, the machine waits for ever and trades no more",
    help: `write \`timeout D\` behind \`run ${activity}(…)\`, or \`after D -> …\` in the state`,
    label: "no `timeout`, and no timer while it runs",
  };
}

export function waitsForOutsideOnly(state: string): Finding {
  return {
    rule: "missing-timeout",
    severity: "warning",
    message: `\`${state}\` is exposed, and only triggers from outside lead on`,
    why: "if the feed stops or the message is lost, the position stays open for as long as nobody looks",
    help: `write \`after D -> …\` in \`${state}\`: what to do with the position when nothing has come for that long`,
    label: "no timer here or above",
  };
}
