import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

/** What a user's program does, as the runtime's README says it. */
const PROGRAM = `
import { Host, MemoryJournal, PaperExchange, SimulatedClock } from "@fsmc/runtime";
import setup from "./strategies/dip-buyer.callbacks.ts";

const request = { seed: 1, data: null, from: null, to: null, params: {} };
const market = await setup.market(request);
const clock = new SimulatedClock(market.start);
const journal = new MemoryJournal();
const exchange = new PaperExchange({ clock, seed: 1, ...market.exchange });
const [{ instrument }] = market.exchange.listings;
const told = [];

function make() {
  const host = new Host({ clock, exchange, journal });
  const wrap = (callbacks) => callbacks;
  const { machine } = setup.create({ id: "dip-1", params: {}, host, market, wrap });
  machine.onOutput(({ name, payload }) => told.push({ name, ...payload }));
  return machine;
}

function quote(machine, price) {
  const sides = { bid: price, bidSize: 5, ask: price, askSize: 5 };
  exchange.hear({ kind: "quote", instrument, time: clock.now(), ...sides });
  machine.send("QUOTE", { bid: price, ask: price });
}

const before = make();
let books = null;
before.ledger.onPosted(() => {
  books = before.ledger.snapshot();
});
before.start();
quote(before, 100_000);
quote(before, 99_900);
await clock.advance(1_000);
const died = before.state;
before.cleanup();

const after = make();
const found = journal.recall("dip-1");
if (process.argv[2] === "restored") after.ledger.restore(books);
if (process.argv[2] === "journal") after.recoverFrom(found);
else after.recover({ ...found.snapshot, ledger: null });
quote(after, 99_900);
await clock.advance(15_000);
console.log(JSON.stringify({
  died,
  state: after.state,
  told,
  account: exchange.books().positions.map(({ quantity }) => quantity),
}));
`;

describe("the example of fsmc init, restarted while it holds a position", () => {
  let folder: Folder;
  beforeAll(() => {
    folder = new Folder();
    installRuntime(folder);
    folder.fsmc(["init", "--yes"]);
    folder.write("restart.mjs", PROGRAM);
    return () => folder[Symbol.dispose]();
  });

  test.each([
    ["the journal has its ledger", "journal"],
    ["its ledger was given back", "restored"],
  ])("closes it where %s", (_, way) => {
    expect(restarted(folder, way)).toEqual({
      died: "HOLDING",
      state: "CANCELLED",
      told: [],
      account: [],
    });
  });

  test("ends in ERROR and says what the account holds where it has none", () => {
    expect(restarted(folder, "empty")).toEqual({
      died: "HOLDING",
      state: "ERROR",
      told: [
        {
          name: "STUCK",
          reason:
            "our books are flat, and the account holds 0.01 of paper:spot:BTCUSDT",
        },
      ],
      account: [0.01],
    });
  });
});

function restarted(folder: Folder, books: string): unknown {
  const args = ["--conditions=fsmc-source", "restart.mjs", books];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder.path,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}
