/** What strategies' own functions give back is held against the spec before it counts. */
import {
  AsyncActionError,
  CallbackError,
  GuardError,
  ParamError,
  PatchError,
  ResultError,
} from "./errors.ts";
import { isRecord, type Check } from "./misfit.ts";

/** @throws GuardError */
export function verdict(guard: string, answer: unknown): boolean {
  if (answer === true || answer === false) return answer;
  throw new GuardError(guard, answer);
}

/**
 * Whether an action gave back a patch of nothing but the fields that were taken over from it. On the way of every event:
 * to count members is quicker than to look each of them up, and what is not quick is in a function of its own.
 *
 * @throws AsyncActionError, PatchError
 */
export function requirePatch(
  action: string,
  patch: object,
  fields: readonly string[],
  taken: number,
): void {
  let members = 0;
  for (const _ in patch) members += 1;
  if (members !== taken || taken === 0) refusePatch(action, patch, fields);
}

/** Throws what is to be said of it: not of an empty patch, and not of members that are there but undefined. */
function refusePatch(
  action: string,
  patch: unknown,
  fields: readonly string[],
): void {
  if (patch instanceof Promise) throw new AsyncActionError(action);
  if (!isRecord(patch))
    throw new PatchError(action, "its result", "a patch or nothing", patch);
  if ("then" in patch && typeof patch.then === "function")
    throw new AsyncActionError(action);
  for (const field of Object.keys(patch))
    if (!fields.includes(field))
      throw new PatchError(
        action,
        field,
        fields.length === 0 ? "nothing" : `only ${fields.join(", ")}`,
        patch[field],
      );
}

/** What an activity returned or reported. @throws ResultError */
export function requireResult(
  activity: string,
  check: Check,
  value: unknown,
): void {
  const found = check(value);
  if (found === null) return;
  const path = found.path === "" ? "it" : found.path;
  throw new ResultError(activity, path, found.expected, found.got);
}

/** A param that was given. @throws ParamError */
export function requireParam(
  strategy: string,
  param: string,
  check: Check,
  value: unknown,
): void {
  const found = check(value);
  if (found === null) return;
  const path = found.path === "" ? param : `${param}.${found.path}`;
  throw new ParamError(strategy, path, found.expected, found.got);
}

/** A name that is none of the strategy's params. @throws ParamError */
export function requireKnownParams(
  strategy: string,
  given: object,
  params: readonly string[],
): void {
  for (const [name, value] of Object.entries(given))
    if (!params.includes(name))
      throw new ParamError(
        strategy,
        name,
        `only ${params.join(", ") || "none"}`,
        value,
      );
}

/** @throws PatchError */
export function numberField(
  value: number,
  action: string,
  field: string,
): number {
  if (Number.isFinite(value)) return value;
  throw new PatchError(action, field, "a finite number", value);
}

/** @throws PatchError */
export function patchField<Value>(
  value: Value,
  check: Check,
  action: string,
  field: string,
): Value {
  const found = check(value);
  if (found === null) return value;
  const path = found.path === "" ? field : `${field}.${found.path}`;
  throw new PatchError(action, path, found.expected, found.got);
}

/** @throws CallbackError */
export function requireCallbacks<Callbacks extends object>(
  strategy: string,
  callbacks: Callbacks,
  names: readonly (keyof Callbacks & string)[],
): Callbacks {
  for (const name of names)
    if (typeof callbacks[name] !== "function")
      throw new CallbackError(strategy, name, callbacks[name]);
  return callbacks;
}
