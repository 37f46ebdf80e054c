/**
 * A process with a supervisor, for tests that end it: what it does is its
 * first argument, its journal the second. Tells what happens, line by line.
 */
import { Supervisor, type StrategyMachine } from "@fsmc/runtime";
import type { BuyerCallbacks } from "./strategies/buyer.ts";
import "./strategies/buyer.ts";
import "./strategies/counter.ts";

const [, , task, journal = "", stubborn = ""] = process.argv;

function say(what: string, about: object = {}): void {
  process.stdout.write(`${JSON.stringify({ what, ...about })}\n`);
}

/** Goes on until it is told to stop; then, if it is stubborn, still. */
const callbacks: BuyerCallbacks = {
  nudge() {
    void Promise.reject(new Error("forgotten in an action"));
  },
  async buy(_quantity, { signal, key, resumed }) {
    say("buying", { key, resumed });
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve, { once: true });
    });
    if (stubborn !== "") await new Promise(() => {});
    say("withdrawn");
    return 0;
  },
  close() {},
};

const supervisor = await Supervisor.open({ journal });
// What the source counts, the sink counts too.
supervisor.route({
  from: "Counter",
  output: "COUNTED",
  to: "Counter",
  trigger: "COUNT",
  payload: () => ({ quantity: 1 }),
  targets: ({ machine }) => (machine === "source" ? ["sink"] : []),
});
await supervisor.recover({
  Buyer: ({ machine }) => ({ id: machine, callbacks }),
  Counter: ({ machine }) => ({ id: machine }),
});

if (task === "trade") {
  const grace = { grace: 300 };
  supervisor.handleSignals({
    ...grace,
    stopped: (report, signal) => say("stopped", { report, signal }),
  });
  if (supervisor.machine("b") === null) {
    const machine = supervisor.create("Buyer", { id: "b", callbacks });
    machine.start();
    await machine.post("GO");
  }
  setInterval(() => {}, 1_000);
  say("ready", { summary: supervisor.summary() });
}

if (task === "forget") {
  const [one, other] = ["one", "other"].map((id) => {
    const machine = supervisor.create("Buyer", {
      id,
      callbacks: {
        ...callbacks,
        async buy(quantity) {
          if (id === "other") return quantity;
          setTimeout(() => {
            void Promise.reject(new Error("forgotten in an activity"));
          }, 5);
          return quantity;
        },
      },
    });
    machine.start();
    return machine;
  });
  one?.send("NUDGE", { by: 1 });
  one?.send("GO");
  other?.send("GO");
  await new Promise((resolve) => setTimeout(resolve, 100));
  const state = [one?.state, other?.state];
  const errors = [one?.errorCount, other?.errorCount];
  say("survived", { state, errors, last: String(one?.lastError?.error) });
  void Promise.reject(new Error("nobody's"));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  say("survived what was nobody's");
}

if (task === "count") {
  const counterOf = (id: string): StrategyMachine => {
    const known = supervisor.machine(id);
    if (known !== null) return known;
    const made = supervisor.create("Counter", { id });
    made.start();
    return made;
  };
  const [source, sink] = [counterOf("source"), counterOf("sink")];
  const countOf = (machine: typeof source) =>
    Number(machine.snapshot().context["count"]);
  say("counting", { from: countOf(source) });
  while (countOf(source) < 300) {
    // Who was killed does not know what was taken, and sends it again.
    const next = countOf(source) + 1;
    await source.post("COUNT", { quantity: 1 }, { id: `event ${next}` });
  }
  await supervisor.stop();
  const counts = [countOf(source), countOf(sink)];
  say("counted", { counts, outgoing: source.outgoing.length });
}
