import { expect, test } from "vitest";
import { itemsOf, modelOf } from "./model-of.ts";

test("a list of names, `*` and modifiers lead to the states that they mean", () => {
  const strategy = modelOf(`strategy From {
    trigger STOP
    trigger HALT
    trigger NEWS
    initial state IDLE {
      on STOP -> DONE
      ignore HALT
    }
    exposed state WORK {
      initial state A
      state B
      exposed state C
    }
    exposed state CLOSING
    state DEEP { initial exposed state INSIDE }
    final state DONE
    from * on STOP, HALT -> CLOSING
    from exposed except B on NEWS -> CLOSING
    from IDLE, C, CLOSING on NEWS when now > now stay
    from * except DEEP ignore NEWS
  }`);
  expect(itemsOf(strategy)).toEqual({
    IDLE: [
      "own: on STOP -> DONE",
      "from: from * on STOP -> CLOSING",
      "from: from IDLE, C, CLOSING on NEWS when now > now stay",
      "own: ignore HALT",
      "from: ignore NEWS",
    ],
    WORK: ["from: from * on STOP, HALT -> CLOSING", "from: ignore NEWS"],
    A: ["from: from exposed except B on NEWS -> CLOSING"],
    B: [],
    C: [
      "from: from exposed except B on NEWS -> CLOSING",
      "from: from IDLE, C, CLOSING on NEWS when now > now stay",
    ],
    CLOSING: [
      "from: from IDLE, C, CLOSING on NEWS when now > now stay",
      "from: ignore NEWS",
    ],
    DEEP: ["from: from * on STOP, HALT -> CLOSING"],
    INSIDE: ["from: from exposed except B on NEWS -> CLOSING"],
    DONE: [],
  });
});

test("a composite that holds the target is replaced by its other children", () => {
  const strategy = modelOf(`strategy Inside {
    trigger STOP
    initial state WORK {
      initial state A
      state B { initial state X state Y }
      final state Z
    }
    parallel state BOTH {
      state LEFT { initial state L1 state L2 }
      state RIGHT
    }
    from * on STOP { when now > now -> Y else -> L2 }
  }`);
  const written = strategy.states.flatMap(({ path, reactions }) =>
    reactions.map(({ unlessActive }) => [path, unlessActive?.path ?? null]),
  );
  expect(written).toEqual([
    ["A", null],
    ["X", null],
    ["L1", null],
    // While the other region is in L2, what would lead there is not taken.
    ["RIGHT", "L2"],
  ]);
});
