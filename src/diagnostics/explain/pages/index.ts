import type { RuleName } from "../../rules.ts";
import type { Page } from "../page.ts";
import { syntaxError } from "./syntax-error.ts";
import { unknownName } from "./unknown-name.ts";
import { duplicateDeclaration } from "./duplicate-declaration.ts";
import { reservedName } from "./reserved-name.ts";
import { badImport } from "./bad-import.ts";
import { badExtends } from "./bad-extends.ts";
import { typeMismatch } from "./type-mismatch.ts";
import { possiblyNull } from "./possibly-null.ts";
import { missingInitial } from "./missing-initial.ts";
import { badTarget } from "./bad-target.ts";
import { finalWithExits } from "./final-with-exits.ts";
import { badModifier } from "./bad-modifier.ts";
import { missingErrorsTarget } from "./missing-errors-target.ts";
import { tooDeep } from "./too-deep.ts";
import { notYetSupported } from "./not-yet-supported.ts";
import { unreachableState } from "./unreachable-state.ts";
import { endlessRetry } from "./endless-retry.ts";
import { retryOutlivesState } from "./retry-outlives-state.ts";
import { timerNeverFires } from "./timer-never-fires.ts";
import { timerResetsItself } from "./timer-resets-itself.ts";
import { stuckInError } from "./stuck-in-error.ts";
import { errorPingPong } from "./error-ping-pong.ts";
import { deadEndState } from "./dead-end-state.ts";
import { trap } from "./trap.ts";
import { noFinalPath } from "./no-final-path.ts";
import { shadowedTransition } from "./shadowed-transition.ts";
import { neverTrue } from "./never-true.ts";
import { alwaysTrue } from "./always-true.ts";
import { choiceGap } from "./choice-gap.ts";
import { eventlessLoop } from "./eventless-loop.ts";
import { unhandledCritical } from "./unhandled-critical.ts";
import { neverHandled } from "./never-handled.ts";
import { unused } from "./unused.ts";
import { writeOnly } from "./write-only.ts";
import { regionConflict } from "./region-conflict.ts";
import { noEffect } from "./no-effect.ts";
import { timeDependentChoice } from "./time-dependent-choice.ts";
import { limitReached } from "./limit-reached.ts";
import { deferForever } from "./defer-forever.ts";
import { missingErrorTransition } from "./missing-error-transition.ts";
import { missingOutcome } from "./missing-outcome.ts";
import { missingTimeout } from "./missing-timeout.ts";
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
import { missingCallback } from "./missing-callback.ts";
import { extraCallback } from "./extra-callback.ts";
import { wrongSignature } from "./wrong-signature.ts";
import { notSerializable } from "./not-serializable.ts";
import { impureGuard } from "./impure-guard.ts";

/** In the order of the codes. Rules without a page come with a later version. */
export const PAGES: Readonly<Partial<Record<RuleName, Page>>> = {
  "syntax-error": syntaxError,
  "unknown-name": unknownName,
  "duplicate-declaration": duplicateDeclaration,
  "reserved-name": reservedName,
  "bad-import": badImport,
  "bad-extends": badExtends,
  "type-mismatch": typeMismatch,
  "possibly-null": possiblyNull,
  "missing-initial": missingInitial,
  "bad-target": badTarget,
  "final-with-exits": finalWithExits,
  "bad-modifier": badModifier,
  "missing-errors-target": missingErrorsTarget,
  "too-deep": tooDeep,
  "not-yet-supported": notYetSupported,
  "unreachable-state": unreachableState,
  "dead-end-state": deadEndState,
  trap: trap,
  "no-final-path": noFinalPath,
  "shadowed-transition": shadowedTransition,
  "never-true": neverTrue,
  "always-true": alwaysTrue,
  "choice-gap": choiceGap,
  "eventless-loop": eventlessLoop,
  "unhandled-critical": unhandledCritical,
  "never-handled": neverHandled,
  unused: unused,
  "write-only": writeOnly,
  "region-conflict": regionConflict,
  "no-effect": noEffect,
  "defer-forever": deferForever,
  "time-dependent-choice": timeDependentChoice,
  "limit-reached": limitReached,
  "missing-error-transition": missingErrorTransition,
  "missing-outcome": missingOutcome,
  "missing-timeout": missingTimeout,
  "endless-retry": endlessRetry,
  "retry-outlives-state": retryOutlivesState,
  "timer-never-fires": timerNeverFires,
  "timer-resets-itself": timerResetsItself,
  "stuck-in-error": stuckInError,
  "error-ping-pong": errorPingPong,
  "undeclared-exposure": undeclaredExposure,
  "exposed-at-end": exposedAtEnd,
  "no-way-flat": noWayFlat,
  "no-emergency-exit": noEmergencyExit,
  "risk-after-halt": riskAfterHalt,
  "abandoned-order": abandonedOrder,
  "unknown-as-failed": unknownAsFailed,
  "sized-from-intent": sizedFromIntent,
  "cancel-race": cancelRace,
  "missing-recover": missingRecover,
  "one-leg": oneLeg,
  "false-exposure": falseExposure,
  "partial-ignored": partialIgnored,
  "double-open": doubleOpen,
  "missing-callback": missingCallback,
  "extra-callback": extraCallback,
  "wrong-signature": wrongSignature,
  "not-serializable": notSerializable,
  "impure-guard": impureGuard,
};
