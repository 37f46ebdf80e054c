import { SimulatedClock, type MachineSnapshot } from "@fsmc/runtime";
import type { DrivenMachine, MachineClass } from "../equivalence/run-case.ts";
import { what, type Acting } from "./script.ts";

/** A generated class under a simulated clock, as a script drives it. */
export function generated(Machine: MachineClass): Acting {
  const clock = new SimulatedClock();
  const told: string[] = [];
  const make = (): DrivenMachine => {
    const machine = new Machine({
      id: "m",
      params: {},
      callbacks: {},
      host: { clock, seed: 0 },
    });
    machine.onOutput(({ payload }) => void told.push(what(payload)));
    return machine;
  };
  let machine = make();
  return {
    start: () => void machine.start(),
    send: (trigger, payload) => machine.send(trigger, payload),
    async advance(milliseconds) {
      await clock.advance(milliseconds);
    },
    restart() {
      const snapshot: MachineSnapshot = JSON.parse(
        JSON.stringify(machine.snapshot()),
      );
      machine.cleanup();
      machine = make();
      machine.recover(snapshot);
    },
    get configuration() {
      return machine.configuration;
    },
    told: () => told.splice(0),
  };
}
