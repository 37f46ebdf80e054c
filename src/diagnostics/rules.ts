export type Severity = "error" | "warning" | "info";

export interface Rule {
  readonly code: `FSM${number}`;
  readonly severity: Severity;
}

/**
 * Every rule of the contract, in the order of the codes: name, code and severity, implemented or not, because `--rule` and
 * `@allow` take every name. What each of them says stands in `messages/`, a file a group.
 */
export const RULES = {
  "syntax-error": { code: "FSM101", severity: "error" },
  "unknown-name": { code: "FSM102", severity: "error" },
  "duplicate-declaration": { code: "FSM103", severity: "error" },
  "reserved-name": { code: "FSM104", severity: "error" },
  "bad-import": { code: "FSM105", severity: "error" },
  "bad-extends": { code: "FSM106", severity: "error" },
  "type-mismatch": { code: "FSM107", severity: "error" },
  "possibly-null": { code: "FSM108", severity: "error" },
  "missing-initial": { code: "FSM109", severity: "error" },
  "bad-target": { code: "FSM110", severity: "error" },
  "final-with-exits": { code: "FSM111", severity: "error" },
  "bad-modifier": { code: "FSM112", severity: "error" },
  "missing-errors-target": { code: "FSM113", severity: "error" },
  "too-deep": { code: "FSM114", severity: "error" },
  "not-yet-supported": { code: "FSM115", severity: "error" },

  "unreachable-state": { code: "FSM201", severity: "error" },
  "dead-end-state": { code: "FSM202", severity: "error" },
  trap: { code: "FSM203", severity: "error" },
  "no-final-path": { code: "FSM204", severity: "warning" },
  "shadowed-transition": { code: "FSM205", severity: "error" },
  "never-true": { code: "FSM207", severity: "error" },
  "always-true": { code: "FSM208", severity: "warning" },
  "choice-gap": { code: "FSM209", severity: "warning" },
  "eventless-loop": { code: "FSM210", severity: "error" },
  "unhandled-critical": { code: "FSM211", severity: "error" },
  "never-handled": { code: "FSM212", severity: "warning" },
  unused: { code: "FSM213", severity: "warning" },
  "write-only": { code: "FSM214", severity: "warning" },
  "region-conflict": { code: "FSM215", severity: "warning" },
  "no-effect": { code: "FSM216", severity: "warning" },
  "defer-forever": { code: "FSM217", severity: "error" },
  "time-dependent-choice": { code: "FSM218", severity: "info" },
  "limit-reached": { code: "FSM219", severity: "info" },

  "missing-error-transition": { code: "FSM301", severity: "error" },
  "missing-outcome": { code: "FSM302", severity: "error" },
  "missing-timeout": { code: "FSM303", severity: "error" },
  "endless-retry": { code: "FSM304", severity: "error" },
  "retry-outlives-state": { code: "FSM305", severity: "warning" },
  "timer-never-fires": { code: "FSM306", severity: "warning" },
  "timer-resets-itself": { code: "FSM307", severity: "warning" },
  "stuck-in-error": { code: "FSM308", severity: "warning" },
  "error-ping-pong": { code: "FSM309", severity: "error" },

  "undeclared-exposure": { code: "FSM401", severity: "error" },
  "exposed-at-end": { code: "FSM402", severity: "error" },
  "no-way-flat": { code: "FSM403", severity: "error" },
  "no-emergency-exit": { code: "FSM404", severity: "error" },
  "risk-after-halt": { code: "FSM405", severity: "error" },
  "abandoned-order": { code: "FSM406", severity: "error" },
  "unknown-as-failed": { code: "FSM407", severity: "error" },
  "sized-from-intent": { code: "FSM408", severity: "warning" },
  "cancel-race": { code: "FSM409", severity: "error" },
  "missing-recover": { code: "FSM410", severity: "error" },
  "one-leg": { code: "FSM411", severity: "error" },
  "false-exposure": { code: "FSM412", severity: "warning" },
  "partial-ignored": { code: "FSM413", severity: "warning" },
  "double-open": { code: "FSM414", severity: "error" },

  "missing-callback": { code: "FSM701", severity: "error" },
  "extra-callback": { code: "FSM702", severity: "error" },
  "wrong-signature": { code: "FSM703", severity: "error" },
  "not-serializable": { code: "FSM704", severity: "error" },
  "impure-guard": { code: "FSM705", severity: "error" },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}

/** Group 6, of `fsmc diff`: names that settings and `@allow` take already. No version finds them yet. */
const LATER_RULES = [
  "removed-state",
  "removed-trigger",
  "changed-payload",
  "changed-context",
  "weaker-guard",
  "new-risk-path",
  "lost-exit",
  "timer-changed",
] as const;

export type LaterRuleName = (typeof LATER_RULES)[number];

export function isLaterRuleName(name: string): name is LaterRuleName {
  return LATER_RULES.some((each) => each === name);
}

/** In the order of the codes. */
export const RULE_NAMES: readonly RuleName[] =
  Object.keys(RULES).filter(isRuleName);

/** The group is the code's first digit; errors of groups 1 and 4 cannot be lowered. */
export function groupOf(rule: RuleName): number {
  return Number(RULES[rule].code.charAt(3));
}
