import type { DatabaseSync } from "node:sqlite";
import { headChecksum } from "./checksum.ts";

/** In the file's header, so that nobody takes another program's database for a journal: "fsmj". */
export const APPLICATION_ID = 0x66736d6a;

/** Of the tables below; rises when a runtime that does not know of it would misread a journal. */
export const FORMAT = 1;

/**
 * Everything is text or a number, and JSON where it has parts: what is written
 * here is what the `sqlite3` command shows. Rows of `records` are in the order
 * in which they became durable, one after the other and none in between: a
 * batch of many machines then touches few pages.
 */
const TABLES = `
-- One row, written in every commit: who owns the journal, and how far it goes.
CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch INTEGER NOT NULL,        -- rises whenever a process takes the journal over
  holder TEXT NOT NULL,          -- JSON: pid, host, since; null when it was closed
  first_record INTEGER NOT NULL, -- the oldest that is kept
  last_record INTEGER NOT NULL,
  last_snapshot INTEGER NOT NULL,
  swept INTEGER NOT NULL,        -- recovery needs no record up to this one: snapshots hold them
  checksum INTEGER NOT NULL      -- CRC-32 of the numbers above
);
CREATE TABLE machines (
  machine INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);
CREATE TABLE specs (
  spec INTEGER PRIMARY KEY,
  type TEXT NOT NULL,            -- the strategy's name
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,            -- of what the spec means
  UNIQUE (type, version, hash)
);
-- What happened, one macrostep a row.
CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  machine INTEGER NOT NULL,
  seq INTEGER NOT NULL,          -- counts this machine's records, from 1
  previous INTEGER NOT NULL,     -- id of this machine's record before; 0 for none
  spec INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  time INTEGER NOT NULL,         -- milliseconds since 1970, UTC
  trigger TEXT NOT NULL,
  payload TEXT NOT NULL,         -- JSON
  message TEXT,
  event_id TEXT,                 -- what its sender called the event
  steps TEXT NOT NULL,           -- JSON: [{ from, trigger, to }]
  patch TEXT NOT NULL,           -- JSON: what changed in the machine
  checksum INTEGER NOT NULL      -- CRC-32 of the above, going on from this machine's record before
);
-- A machine as of one of its records, now and then: recovery begins with the last one.
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  machine INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL,       -- id of that record
  spec INTEGER NOT NULL,
  chain INTEGER NOT NULL,        -- checksum of that record
  state TEXT NOT NULL,           -- JSON
  applied TEXT NOT NULL,         -- JSON: the ids of the events that were applied, with their times
  checksum INTEGER NOT NULL      -- of the above, and of the last row of its books by then
);
CREATE INDEX snapshots_of ON snapshots (machine, seq);
-- What a machine's books heard with one of its records. Kept as long as the machine.
CREATE TABLE ledger (
  machine INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  added TEXT NOT NULL,           -- JSON: fills and settlements that were heard, orders that changed
  checksum INTEGER NOT NULL,     -- going on from the row before of this machine
  PRIMARY KEY (machine, seq)
) WITHOUT ROWID;
`;

const NOTHING = {
  epoch: 0,
  firstRecord: 1,
  lastRecord: 0,
  lastSnapshot: 0,
  swept: 0,
};

/** An empty journal, in one transaction. */
export function createTables(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  database.exec(TABLES);
  database.exec(
    `INSERT INTO head VALUES (1, 0, 'null', 1, 0, 0, 0, ${headChecksum(NOTHING)});` +
      `PRAGMA application_id = ${APPLICATION_ID};` +
      `PRAGMA user_version = ${FORMAT};`,
  );
  database.exec("COMMIT");
}
