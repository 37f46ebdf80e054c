import { expect, test } from "vitest";
import { itemsOf, modelOf, stateOf } from "./model-of.ts";

const FAMILY = `
abstract strategy Base {
  param size: number
  param wait: duration = 1s
  context { n: number = 0 }
  trigger GO
  trigger STOP
  guard ready = n > 1
  action first
  action last
  activity look(n: number): number
  errors limit 3 -> ERROR
  timeout 30s -> DONE
  initial state IDLE {
    enter first
    exit last
    on GO when ready -> WORK
    after wait -> WORK
    ignore STOP
    run look(size) { done set n = result -> WORK failed -> ERROR }
  }
  state WORK { on GO -> DONE }
  final state DONE
  error state ERROR { on GO -> IDLE }
  from * on STOP -> DONE
}
abstract strategy Middle extends Base {
  version 2
  param size: number = 1
  guard ready = n > size
  action note
  state IDLE {
    enter note
    exit note
    on GO -> DONE
    run look(2) retry 1 { done -> WORK failed -> ERROR }
  }
}
strategy Child extends Middle {
  errors limit 5 -> ERROR
  timeout 1m -> ERROR
  initial state FIRST { on GO -> IDLE }
  exposed state IDLE {
    on GO when wait > 2s -> FIRST
    state INNER
  }
  from IDLE on GO -> WORK
}`;

test("a child's text is tried before its parent's, and replaces what can be replaced", () => {
  expect(itemsOf(modelOf(FAMILY.replace("state INNER", "")))).toEqual({
    IDLE: [
      "own: on GO when wait > 2s -> FIRST",
      "from: from IDLE on GO -> WORK",
      "inherited: on GO -> DONE",
      "inherited: on GO when ready -> WORK",
      "inherited: after wait -> WORK",
      "inherited: run look(2) retry 1",
      "  done -> WORK",
      "  failed -> ERROR",
      "inherited: ignore STOP",
    ],
    WORK: ["inherited: on GO -> DONE", "inherited: from * on STOP -> DONE"],
    DONE: [],
    ERROR: ["inherited: on GO -> IDLE", "inherited: from * on STOP -> DONE"],
    FIRST: ["own: on GO -> IDLE", "inherited: from * on STOP -> DONE"],
  });
});

test("enter, exit, policies, defaults and modifiers of all layers", () => {
  const strategy = modelOf(
    FAMILY.replace("state INNER", "initial state INNER"),
  );
  const idle = stateOf(strategy, "IDLE");
  const names = (behaviours: typeof idle.enter) =>
    behaviours.flatMap(({ actions }) => actions.map(({ name }) => name));
  expect({
    version: strategy.version,
    limit: strategy.errors?.limit,
    timeout: strategy.timeout?.target.path,
    initial: strategy.root.initial.targets.map(({ path }) => path),
    size: strategy.params[0]?.default,
    guard: strategy.guards[0]?.text,
    enter: names(idle.enter),
    exit: names(idle.exit),
    modifiers: idle.modifiers,
    kind: idle.kind,
  }).toMatchObject({
    version: 2,
    limit: { value: 5 },
    timeout: "ERROR",
    initial: ["FIRST"],
    size: { value: 1 },
    guard: "n > size",
    enter: ["first", "note"],
    exit: ["note", "last"],
    modifiers: ["exposed"],
    kind: "composite",
  });
});

test("inherited text means its parent's names, whatever the child declares", () => {
  const strategy = modelOf(
    `
abstract strategy Parent {
  trigger GO
  initial state A { on GO -> B }
  state B
}
strategy Child extends Parent {
  state B {
    initial state A { on GO -> Child.A }
  }
}`.replace("Child.A", "B.A"),
  );
  expect(stateOf(strategy, "A").reactions[0]?.branches[0]?.text).toBe(
    "on GO -> B",
  );
  expect(strategy.states.map(({ path }) => path)).toEqual(["A", "B", "B.A"]);
});
