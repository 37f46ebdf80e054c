/** Opens the journal named by the first argument, writes one record, says so, and stays until it is killed. */
import { SqliteJournal } from "@fsmc/runtime";
import { Historian } from "./histories.ts";

const [, , path = ""] = process.argv;
const journal = await SqliteJournal.open(path);
const record = new Historian().record({
  machine: "a-1",
  spread: 1,
  note: "",
  id: null,
  message: null,
  order: null,
});
journal.append(record, () => console.log("durable"));
setInterval(() => {}, 1_000);
