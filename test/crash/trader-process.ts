/** The process that is killed, and started again on the same journal. */
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { SqliteJournal } from "@fsmc/runtime";
import { Steps } from "./steps.ts";
import { subjectOf } from "./subjects.ts";
import { Trader } from "./trader.ts";

const { values } = parseArgs({
  options: {
    strategy: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    port: { type: "string", default: "0" },
    journal: { type: "string", default: "" },
    "stop-at": { type: "string" },
    "too-early": { type: "boolean", default: false },
  },
});
const stopAt = values["stop-at"];
const steps = new Steps(stopAt === undefined ? null : Number(stopAt));
const journal = await SqliteJournal.open(values.journal);
const socket = connect(Number(values.port), "127.0.0.1");
// The venue ends when all is over: then there is nothing left to do.
socket.on("close", () => {
  console.log(JSON.stringify({ steps: steps.count }));
  process.exit();
});
socket.on("connect", () => {
  const trader = new Trader({
    subject: subjectOf(values.strategy),
    seed: values.seed,
    journal,
    socket,
    steps,
    isTooEarly: values["too-early"],
  });
  trader.hello();
  console.log(JSON.stringify({ ready: true }));
});
