import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { MemoryJournal, type JournalRecord } from "@fsmc/runtime";

export function openDebug(path: string): MemoryJournal {
  class Logged extends MemoryJournal {
    override append(record: JournalRecord, durable: () => void): void {
      if (isOpen) appendFileSync(path, JSON.stringify(record) + "\n");
      super.append(record, durable);
    }
  }
  let isOpen = false;
  const journal = new Logged();
  if (existsSync(path))
    for (const line of readFileSync(path, "utf8").split("\n"))
      if (line !== "") journal.append(JSON.parse(line), () => {});
  isOpen = true;
  return journal;
}
