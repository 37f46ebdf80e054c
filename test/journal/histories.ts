/** What machines write into a journal, made up: records that follow each other, of several machines in turn. */
import fc from "fast-check";
import {
  instrument,
  type JournalRecord,
  type MachineSnapshot,
} from "@fsmc/runtime";

export const BORN: MachineSnapshot = {
  seq: 1,
  time: 1_000,
  configuration: ["IDLE"],
  phase: "active",
  exposed: false,
  enteredAt: {},
  history: {},
  context: { spread: 0, note: "" },
  startedAt: 1_000,
  endedAt: null,
  isInitialized: false,
  entries: 1,
  transitions: 0,
  timers: [],
  parked: [],
  deferred: [],
  delayed: [],
  runs: [],
  facts: [],
  errors: [],
  halted: false,
  unsettled: [],
  outbox: [],
  timeout: null,
  ledger: null,
};

export interface Event {
  readonly machine: string;
  readonly spread: number;
  readonly note: string;
  readonly id: string | null;
  readonly message: string | null;
  readonly order: string | null;
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", "\t\n", "\u001E\u001F", "naïve ✓", "'; DROP TABLE"),
);

export const events: fc.Arbitrary<Event> = fc.record({
  machine: fc.constantFrom("a-1", "b-2", "c-3"),
  // JSON has no -0.
  spread: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((x) => x || 0),
  note: text,
  id: fc.option(text, { freq: 2 }),
  message: fc.option(text, { freq: 4 }),
  order: fc.option(fc.constantFrom("o1", "o2"), { freq: 4 }),
});

/** The records of these events, each machine's numbered from 1. */
export class Historian {
  readonly #last = new Map<string, number>();

  /** @param going numbers of records to go on from */
  constructor(going: Readonly<Record<string, number>> = {}) {
    for (const [machine, seq] of Object.entries(going))
      this.#last.set(machine, seq);
  }

  record(event: Event): JournalRecord {
    const { machine, spread, note, id, message, order } = event;
    const seq = (this.#last.get(machine) ?? 0) + 1;
    this.#last.set(machine, seq);
    const time = 1_000 + seq;
    const changed = { seq, time, context: { spread, note } };
    const whole = { ...BORN, ...changed };
    const ledger =
      order === null
        ? {}
        : {
            ledger: {
              currency: null,
              orders: [orderOf(order, seq)],
              claims: [],
              heard: [],
            },
          };
    return {
      machine,
      type: "Buyer",
      version: 1,
      hash: "abc",
      seq,
      time,
      trigger: "GO",
      payload: { note },
      message,
      eventId: id,
      steps: [{ from: "IDLE", trigger: "GO", to: "IDLE" }],
      patch: { ...(seq === 1 ? whole : changed), ...ledger },
    };
  }
}

function orderOf(clientOrderId: string, sentAt: number) {
  return {
    clientOrderId,
    instrument: COIN,
    leg: "position",
    side: "buy" as const,
    quantity: 1,
    sentAt,
    status: "new" as const,
    filled: 0,
    sendings: 1,
  };
}

const COIN = instrument({
  venue: "north",
  symbol: "BTCUSDT",
  kind: "spot",
  currency: "USDT",
  tickSize: 0.1,
  lotSize: 0.001,
});
