/** The process that survives: an exchange and its market. Prints its port, and at the end what came of it. */
import { parseArgs } from "node:util";
import { subjectOf } from "./subjects.ts";
import { Venue } from "./venue.ts";

const { values } = parseArgs({
  options: {
    strategy: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    harsh: { type: "boolean", default: false },
    events: { type: "string", default: "Infinity" },
  },
});
const venue = new Venue({
  subject: subjectOf(values.strategy),
  seed: values.seed,
  isHarsh: values.harsh,
  mostEvents: Number(values.events),
});
console.log(JSON.stringify({ port: await venue.open() }));
console.log(JSON.stringify({ report: await venue.run() }));
process.exit();
