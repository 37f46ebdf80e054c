/** Drives the plain interpreter of a random strategy at random, and says in which leaves it came to rest. */
import type { State, Strategy } from "../../src/model/index.ts";
import type { Value } from "../interpreter/evaluate.ts";
import { Interpreter } from "../interpreter/interpreter.ts";
import { Dice } from "../support/dice.ts";
import { TRIGGERS } from "../support/random-declarations.ts";

interface Call {
  readonly name: string;
  readonly key: string;
  readonly attempt: number;
}

/**
 * Looks at the clock while one event is handled: a run that is refused at once (while halted) and led back to itself would go
 * on for ever.
 */
const MOST_LOOKS = 1000;
const START = Date.UTC(2026, 0, 5);

export function* wander(
  strategy: Strategy,
  seed: number,
  events: number,
): Generator<State> {
  const dice = new Dice(seed);
  const calls: Call[] = [];
  let time = START;
  let looks = 0;
  const perhapsThrow = (): void => {
    if (dice.chance(0.03)) throw new Error("boom");
  };
  const machine = new Interpreter(
    strategy,
    {
      id: "m",
      params: {
        pn: dice.whole(0, 4),
        pd: 30,
        pb: dice.chance(0.5),
        required: "needed",
        start0: START + 40,
      },
      seed: 5,
    },
    {
      now: () => {
        looks += 1;
        if (looks > MOST_LOOKS) throw new Error("round and round");
        return time;
      },
      guard: () => {
        perhapsThrow();
        return dice.chance(0.5);
      },
      action: () => {
        perhapsThrow();
        return null;
      },
      call: (name, _args, { key, attempt }) => {
        calls.push({ name, key, attempt });
      },
      abort: () => {},
      output: () => {},
      cover: () => {},
    },
  );
  const step = (): void => {
    const kind = dice.fraction();
    const call = dice.pick(calls);
    const deadline = machine.nextDeadline();
    if (kind < 0.3 && call !== undefined) settle(machine, call, dice);
    else if (kind < 0.5 && deadline !== null) {
      time = Math.max(time, deadline);
      machine.fire();
    } else if (kind < 0.51) machine.handleError("from outside");
    else {
      const shape = dice.pick(TRIGGERS);
      if (shape !== undefined)
        machine.send(shape.name, payloadOf(shape.fields, dice));
    }
  };
  machine.start();
  for (let event = 0; event < events; event += 1) {
    for (const index of machine.data.leaves) {
      const leaf = strategy.states[index];
      if (leaf !== undefined) yield leaf;
    }
    looks = 0;
    try {
      step();
    } catch {
      // Whether the interpreter itself holds is for the tests of equivalence.
      return;
    }
  }
}

function settle(machine: Interpreter, call: Call, dice: Dice): void {
  const outcomes = ["done", "rejected", "thrown"] as const;
  const how =
    call.name === "buy" && dice.chance(0.2) ? "partial" : dice.pick(outcomes);
  const tells = !["think", "place", "pull"].includes(call.name);
  machine.settle(call.key, call.attempt, how, tells ? fill(dice) : null);
}

function payloadOf(
  fields: readonly { readonly name: string; readonly type: string }[],
  dice: Dice,
): Value {
  if (fields.length === 0) return null;
  const values: Record<string, () => Value> = {
    number: () => dice.whole(-2, 12),
    boolean: () => dice.chance(0.5),
    string: () => dice.pick(["", "abc"]),
    Side: () => dice.pick(["BUY", "SELL"]),
  };
  return Object.fromEntries(
    fields.map(({ name, type }) => [
      name,
      values[type]?.() ?? (dice.chance(0.4) ? null : fill(dice)),
    ]),
  );
}

function fill(dice: Dice): Value {
  return {
    price: dice.whole(1, 9),
    quantity: dice.whole(0, 4),
    note: null,
  };
}
