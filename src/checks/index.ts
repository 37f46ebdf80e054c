/** What is wrong with strategies whose text means something: groups 2 to 4 of the contract. */
import type { Diagnostic, RuleName } from "../diagnostics/index.ts";
import type { Allow, Model } from "../model/index.ts";
import { undeclaredExposure } from "./undeclared-exposure.ts";
import { exposedAtEnd } from "./exposed-at-end.ts";
import { noWayFlat } from "./no-way-flat.ts";
import { noEmergencyExit } from "./no-emergency-exit.ts";
import { riskAfterHalt } from "./risk-after-halt.ts";
import { abandonedOrder } from "./abandoned-order.ts";
import { unknownAsFailed } from "./unknown-as-failed.ts";
import { sizedFromIntent } from "./sized-from-intent.ts";
import { cancelRace } from "./cancel-race.ts";
import { missingRecover } from "./missing-recover.ts";
import { oneLeg } from "./one-leg.ts";
import { falseExposure } from "./false-exposure.ts";
import { partialIgnored } from "./partial-ignored.ts";
import { doubleOpen } from "./double-open.ts";
import { beginSearches } from "./analysis/satisfiable.ts";
import { alwaysTrue } from "./always-true.ts";
import { choiceGap } from "./choice-gap.ts";
import { endlessRetry } from "./endless-retry.ts";
import { retryOutlivesState } from "./retry-outlives-state.ts";
import { timerNeverFires } from "./timer-never-fires.ts";
import { timerResetsItself } from "./timer-resets-itself.ts";
import { stuckInError } from "./stuck-in-error.ts";
import { errorPingPong } from "./error-ping-pong.ts";
import { deadEndState } from "./dead-end-state.ts";
import { eventlessLoop } from "./eventless-loop.ts";
import { missingErrorTransition } from "./missing-error-transition.ts";
import { missingOutcome } from "./missing-outcome.ts";
import { missingTimeout } from "./missing-timeout.ts";
import { neverTrue } from "./never-true.ts";
import { neverHandled } from "./never-handled.ts";
import { noFinalPath } from "./no-final-path.ts";
import { writeOnly } from "./write-only.ts";
import { deferForever } from "./defer-forever.ts";
import { regionConflict } from "./region-conflict.ts";
import { noEffect } from "./no-effect.ts";
import { timeDependentChoice } from "./time-dependent-choice.ts";
import { shadowedTransition } from "./shadowed-transition.ts";
import { soundStrategies } from "./sound.ts";
import { subjectOf, type Rule } from "./subject.ts";
import { trap } from "./trap.ts";
import { unhandledCritical } from "./unhandled-critical.ts";
import { limitReached } from "./limit-reached.ts";
import { LIMITS, type Limits } from "./analysis/exposure/budget.ts";
import { unreachableState } from "./unreachable-state.ts";
import { unused, unusedImports } from "./unused.ts";

/** Every rule there is so far, in the order of the codes. */
const RULES: readonly Rule[] = [
  unreachableState,
  deadEndState,
  trap,
  noFinalPath,
  shadowedTransition,
  neverTrue,
  alwaysTrue,
  choiceGap,
  eventlessLoop,
  unhandledCritical,
  neverHandled,
  unused,
  writeOnly,
  regionConflict,
  noEffect,
  deferForever,
  timeDependentChoice,
  limitReached,
  missingErrorTransition,
  missingOutcome,
  missingTimeout,
  endlessRetry,
  retryOutlivesState,
  timerNeverFires,
  timerResetsItself,
  stuckInError,
  errorPingPong,
  undeclaredExposure,
  exposedAtEnd,
  noWayFlat,
  noEmergencyExit,
  riskAfterHalt,
  abandonedOrder,
  unknownAsFailed,
  sizedFromIntent,
  cancelRace,
  missingRecover,
  oneLeg,
  falseExposure,
  partialIgnored,
  doubleOpen,
];

export { LIMITS, THOROUGH } from "./analysis/exposure/budget.ts";

/** The rules that `check` judges: only of these can an `@allow` be called unused. */
export const CHECKED: ReadonlySet<RuleName> = new Set(
  RULES.map(({ name }) => name),
);

/**
 * Findings in every concrete strategy of a model, neither sorted nor settled.
 *
 * @param errors what reading and building the text found: a strategy with an error of group 1 is not judged
 * @param limits of the search for open positions
 */
export function check(
  model: Model,
  errors: readonly Diagnostic[] = [],
  limits: Limits = LIMITS,
): readonly Diagnostic[] {
  const complete = errors.every(({ severity }) => severity !== "error");
  return [
    ...(complete ? unusedImports(model) : []),
    ...soundStrategies(model, errors).flatMap((strategy) => {
      beginSearches();
      const subject = subjectOf(model, strategy, limits);
      return RULES.flatMap((rule) => [...rule.check(subject)]);
    }),
  ];
}

/** What `settle` needs to know of the `@allow`s of a model: those of the strategies that `check` judges. */
export function allowsIn(
  model: Model,
  errors: readonly Diagnostic[] = [],
): readonly Allow[] {
  return soundStrategies(model, errors).flatMap(({ allows }) => allows);
}
