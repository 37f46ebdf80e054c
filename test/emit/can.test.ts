import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Host, SimulatedClock } from "@fsmc/runtime";
import { expect, test } from "vitest";
import { compileSpec, withFolder } from "../equivalence/compiled.ts";

interface Machine {
  start(): unknown;
  can(trigger: string): boolean;
  send(trigger: string): string;
}

interface Module {
  readonly default: new (options: {
    readonly id: string;
    readonly host: Host;
  }) => Machine;
}

const FLAT = `strategy Waits {
  trigger GO
  initial state A { on GO when elapsed >= 1s -> B }
  state B { after 1m -> A }
}`;

const REGIONS = `strategy WaitsTwice {
  trigger GO
  initial parallel state P {
    state R { initial state A { on GO when elapsed >= 1s -> B }  state B }
    state S
  }
}`;

test.each([FLAT, REGIONS])(
  "what can be done is asked at its own time, which the next event does not get",
  async (spec) => {
    const compiled = await compileSpec(spec.length, spec);
    await withFolder("can", [compiled], async (folder) => {
      const url = pathToFileURL(join(folder, compiled.path)).href;
      const { default: Class }: Module = await import(url);
      const clock = new SimulatedClock(0);
      const machine = new Class({ id: "m", host: new Host({ clock }) });
      machine.start();
      expect(machine.can("GO")).toBe(false);
      await clock.advance(2_000);
      expect(machine.send("GO")).toBe("taken");
    });
  },
);
