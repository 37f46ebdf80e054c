import { expect, test } from "vitest";
import { HostileMachine } from "./cases/hostile/expected/hostile.ts";

test("names and texts from a spec mean what they say, and nothing else", () => {
  const machine = new HostileMachine({
    id: "h",
    callbacks: {
      asks: (_context, step, callbacks) =>
        callbacks === "`" && step.trigger === "send",
      start: () => {},
      snapshot: () => ({ klass: 1, draft: "", constructor_: false }),
    },
  });
  machine.start();
  expect(machine.params).toEqual({ on: '"; process.exit(1); //' });
  expect(machine.context.context).toBe(
    "'single' and \"double\" \\ \n  ${x} </script> */",
  );
  expect(machine.send("send", { payload: 2, call: "x" })).toBe("taken");
  expect(machine.state).toBe("active");
  expect(machine.context.draft).toEqual({
    klass: 2,
    draft: "\u2028",
    constructor_: true,
  });
});
