import {
  selfAndAncestors,
  type Run,
  type State,
  type Strategy,
} from "../../../model/index.ts";

/**
 * Whether FSM302 says of a run that an arm is missing: what follows from that is no second fault. Where the text allows the
 * missing arm, it is followed.
 */
export function isMissingOutcome(
  { allows }: Strategy,
  owner: State,
  { arms }: Run,
): boolean {
  const takesErrors = selfAndAncestors(owner).some(({ reactions }) =>
    reactions.some(({ events }) => events.some(({ kind }) => kind === "error")),
  );
  const lacks = (wanted: string): boolean =>
    !arms.some(({ outcome }) => outcome === wanted);
  return (
    !takesErrors &&
    (lacks("failed") || lacks("unknown")) &&
    !allows.some(({ rule }) => rule === "missing-outcome")
  );
}
