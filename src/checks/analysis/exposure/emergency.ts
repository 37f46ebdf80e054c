import type { Leg, State, Strategy, Trigger } from "../../../model/index.ts";
import { activeIn } from "./entries.ts";
import type { Move } from "./move.ts";
import { isClosing, type Machine, type Scene } from "./scene.ts";

/** Some transition on the trigger, wherever it stands, leads to states that are active. */
export function leadsHere(
  strategy: Strategy,
  { leaves }: Machine,
  trigger: Trigger,
): boolean {
  const active = new Set(activeIn(leaves));
  return targetsOn(trigger, strategy).some((states) =>
    states.every((state) => active.has(state)),
  );
}

type Targets = readonly (readonly State[])[];

const TARGETS = new WeakMap<Strategy, Map<Trigger, Targets>>();

/** Each once: `from *` writes one target into every state. */
function targetsOn(trigger: Trigger, strategy: Strategy): Targets {
  const known = TARGETS.get(strategy) ?? new Map<Trigger, Targets>();
  TARGETS.set(strategy, known);
  const targets = known.get(trigger) ?? collected(trigger, strategy);
  known.set(trigger, targets);
  return targets;
}

function collected(trigger: Trigger, { states }: Strategy): Targets {
  const branches = states
    .flatMap(({ reactions }) => reactions)
    .filter(({ events }) =>
      events.some(
        (each) => each.kind === "trigger" && each.trigger === trigger,
      ),
    )
    .flatMap((reaction) => reaction.branches);
  const targets = new Map<string, readonly State[]>();
  for (const { target } of branches)
    if (target !== null) {
      const led = target.states.map(({ state }) => state);
      targets.set(led.map(({ index }) => index).join(), led);
    }
  return [...targets.values()];
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
