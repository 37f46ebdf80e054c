import { readFileSync } from "node:fs";
import { compile } from "fsmc";
import {
  DipBuyerMachine,
  type DipBuyerCallbacks,
} from "./generated/dip-buyer.ts";

const heard: string[] = [];

const callbacks: DipBuyerCallbacks = {
  noteDip(_context, { from, to }) {
    heard.push(`${from} to ${to}`);
  },
  async buy(limit) {
    return { price: limit, quantity: 2 };
  },
  async flatten() {
    return { price: 99, quantity: 2 };
  },
};

const machine = new DipBuyerMachine({
  id: "dip-1",
  params: { limit: 90 },
  callbacks,
});
machine.start();
const dear = machine.send("QUOTE", { ask: 95 });
const cheap = machine.send("QUOTE", { ask: 85 });
await new Promise((resolve) => setTimeout(resolve, 100));

const path = "strategies/dip-buyer.fsm";
const compiled = await compile([{ path, text: readFileSync(path, "utf8") }]);

console.log(
  JSON.stringify({
    dear,
    cheap,
    heard,
    state: machine.state,
    paid: machine.context.paid,
    errors: compiled.diagnostics.filter((each) => each.severity === "error"),
    files: compiled.files.map((file) => file.path),
  }),
);
