import type { Leg, Strategy, Trigger } from "../../../model/index.ts";
import { activeIn } from "./entries.ts";
import type { Move } from "./move.ts";
import { isClosing, type Machine, type Scene } from "./scene.ts";

/** Some transition on the trigger, wherever it stands, leads to states that are active. */
export function leadsHere(
  { states }: Strategy,
  { leaves }: Machine,
  trigger: Trigger,
): boolean {
  const active = new Set(activeIn(leaves));
  return states.some(({ reactions }) =>
    reactions.some(
      ({ events, branches }) =>
        events.some(
          (each) => each.kind === "trigger" && each.trigger === trigger,
        ) &&
        branches.some(
          ({ target }) =>
            target?.states.every(({ state }) => active.has(state)) ?? false,
        ),
    ),
  );
}

/** An emergency that nothing takes where something is open and is not being closed: nobody has to ask what follows. */
export function isMissed(
  strategy: Strategy,
  scene: Scene,
  { cause, isTaken }: Move,
): boolean {
  if (isTaken || cause.kind !== "trigger" || !cause.trigger.emergency)
    return false;
  const isLeft = (leg: Leg): boolean => !isClosing(scene, leg);
  return (
    [...scene.open].some(isLeft) && !leadsHere(strategy, scene, cause.trigger)
  );
}
