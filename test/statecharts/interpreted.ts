import type { Strategy } from "../../src/model/index.ts";
import { Interpreter } from "../interpreter/interpreter.ts";
import { what, type Acting } from "./script.ts";

/** The plain interpreter, as a script drives it. */
export function interpreted(strategy: Strategy): Acting {
  let time = 0;
  const told: string[] = [];
  const machine = new Interpreter(
    strategy,
    { id: "m", params: {}, seed: 0 },
    {
      now: () => time,
      guard: () => false,
      action: () => null,
      call: () => {},
      abort: () => {},
      output: (_name, payload) => void told.push(what(payload)),
      cover: () => {},
    },
  );
  return {
    start: () => void machine.start(),
    send: (trigger, payload) => machine.send(trigger, payload),
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const deadline = machine.nextDeadline();
        if (deadline === null || deadline > end) break;
        time = Math.max(time, deadline);
        machine.fire();
      }
      time = end;
    },
    restart: () => machine.recover(),
    get configuration() {
      return machine.configuration;
    },
    told: () => told.splice(0),
  };
}
