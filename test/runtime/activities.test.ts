import { describe, expect, test } from "vitest";
import { Run } from "../../runtime/activities.ts";
import type { RunOwner } from "../../runtime/run-owner.ts";
import type { ActivityCall } from "../../runtime/activity-call.ts";
import { backoffDelay } from "../../runtime/backoff.ts";
import { SimulatedClock } from "../../runtime/simulated-clock.ts";
import { Rejected } from "../../runtime/errors.ts";
import { Ledger } from "../../runtime/exchange/ledger/ledger.ts";
import type { Fill } from "../../runtime/exchange/order.ts";
import { scriptedFaults } from "../../runtime/exchange/paper/faults/scripted.ts";
import type { EffectWord } from "../../runtime/exchange/permitted.ts";
import { Host } from "../../runtime/host.ts";
import { numberMisfit } from "../../runtime/misfit.ts";
import { fnv1a32 } from "../../runtime/random.ts";
import type {
  LateResult,
  RunOutcome,
  RunPlan,
  RunSnapshot,
} from "../../runtime/run-data.ts";
import { World } from "../exchange/world.ts";
import { spot } from "../market/instruments.ts";

interface Setup {
  readonly ledger?: Ledger | null;
  readonly world?: World | null;
  readonly invoke?: (call: ActivityCall) => unknown;
  readonly words?: readonly EffectWord[];
  readonly plan?: Partial<RunPlan>;
  readonly seed?: number;
}

type Attempt = PromiseWithResolvers<unknown> & { readonly call: ActivityCall };

const plain: RunPlan = {
  key: "m-1-0",
  args: [],
  retry: 0,
  backoff: null,
  timeout: null,
  startedAt: 0,
};

/** Stands in for a machine; the activity of its run is settled by hand. */
class Bench implements RunOwner {
  readonly written = null;
  readonly id = "m";
  readonly type = "Test";
  readonly ledger: Ledger | null;
  readonly host: Host;
  halted = false;
  readonly clock: SimulatedClock;
  readonly attempts: Attempt[] = [];
  /** What reached the machine, as text, with the time. */
  readonly heard: string[] = [];
  readonly outcomes: RunOutcome[] = [];
  /** Snapshots that were to be durable before the next attempt. */
  readonly recorded: RunSnapshot[] = [];
  /** Lets the next attempt begin; called at once unless `isDiskSlow`. */
  readonly goes: (() => void)[] = [];
  isDiskSlow = false;
  readonly run: Run;

  constructor({
    words = [],
    plan = {},
    seed = 0,
    ledger = null,
    world = null,
    invoke = (call) => this.#attempt(call),
  }: Setup = {}) {
    this.clock = world?.clock ?? new SimulatedClock();
    const exchange = world?.exchange ?? null;
    this.host = new Host({ clock: this.clock, seed, exchange });
    this.ledger = ledger;
    const declaration = {
      index: 0,
      activity: "buy",
      words,
      legs: ["position"],
      result: numberMisfit,
      partial: numberMisfit,
    };
    this.run = new Run(this, declaration, { ...plain, ...plan }, invoke);
  }

  time(): number {
    return this.clock.now();
  }

  outcome(_run: Run, outcome: RunOutcome): void {
    this.outcomes.push(outcome);
    this.heard.push(`${textOf(outcome)} at ${this.clock.now()}`);
  }

  retrying(run: Run, go: () => void): void {
    this.recorded.push(run.snapshot());
    this.goes.push(go);
    if (!this.isDiskSlow) go();
  }

  late(_run: Run, { key, attempt, outcome }: LateResult): void {
    this.heard.push(`late: ${key} attempt ${attempt} ${textOf(outcome)}`);
  }

  #attempt(call: ActivityCall): Promise<unknown> {
    const attempt = { ...Promise.withResolvers<unknown>(), call };
    this.attempts.push(attempt);
    return attempt.promise;
  }

  get last(): Attempt {
    const last = this.attempts.at(-1);
    if (last === undefined) throw new Error("no attempt was made");
    return last;
  }

  /** Starts it, and ends one attempt after the other. */
  async through(...ends: readonly (number | Error)[]): Promise<this> {
    if (this.attempts.length === 0) this.run.start();
    for (const end of ends) {
      if (typeof end === "number") this.last.resolve(end);
      else this.last.reject(end);
      await this.clock.advance(0);
    }
    return this;
  }
}

function textOf(outcome: RunOutcome): string {
  if (outcome.kind === "done") return `done ${String(outcome.result)}`;
  if (outcome.kind === "partial") return `partial ${String(outcome.partial)}`;
  const { code, message, attempt } = outcome.error;
  return `${outcome.kind} ${code ?? "-"} (${message}) in attempt ${attempt}`;
}

const refused = new Rejected("no margin", "MARGIN");
const lost = new Error("connection lost");
const opens: readonly EffectWord[] = ["opens"];

const fill: Fill = {
  tradeId: "t1",
  clientOrderId: "m-1-0",
  instrument: spot,
  side: "buy",
  price: 100,
  quantity: 2,
  fee: 0,
  liquidity: "taker",
  time: 0,
};

describe("what an attempt comes to", () => {
  test.each<[string, readonly EffectWord[], number | Error, string]>([
    ["returned", opens, 7, "done 7 at 0"],
    [
      "Rejected: certain",
      opens,
      refused,
      "failed MARGIN (no margin) in attempt 1 at 0",
    ],
    [
      "thrown, with effect words: open",
      opens,
      lost,
      "unknown - (connection lost) in attempt 1 at 0",
    ],
    [
      "thrown, without effect words: nothing can have happened",
      [],
      lost,
      "failed - (connection lost) in attempt 1 at 0",
    ],
    [
      "a result that does not fit, with effect words",
      opens,
      Number.NaN,
      "unknown - (result of activity buy: expected a finite number, got NaN) in attempt 1 at 0",
    ],
    [
      "a code that the error brings",
      [],
      Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      "failed ECONNRESET (reset) in attempt 1 at 0",
    ],
  ])("%s", async (_name, words, end, expected) => {
    const { heard } = await new Bench({ words }).through(end);
    expect(heard).toEqual([expected]);
  });

  test("a throw before the first await is one of the attempt", async () => {
    const bench = new Bench({
      invoke: () => {
        throw lost;
      },
    });
    bench.run.start();
    expect(bench.heard).toEqual([]);
    await bench.clock.advance(0);
    expect(bench.heard).toEqual([
      "failed - (connection lost) in attempt 1 at 0",
    ]);
  });

  test("`done` of what closes, while the ledger holds something, is unknown", async () => {
    const ledger = new Ledger({ legs: ["position"], prefix: "m-" });
    const setup: Setup = { words: ["cancels", "closes"], ledger };
    const flat = await new Bench(setup).through(1);
    expect(flat.heard).toEqual(["done 1 at 0"]);
    ledger.book(fill);
    const held = await new Bench(setup).through(1);
    expect(held.heard).toEqual([
      "unknown NOT_FLAT (expected position to be flat, but 2 BTCUSDT on position is open) in attempt 1 at 0",
    ]);
  });
});

describe("retry", () => {
  test("`retry 2` makes three attempts, at once without backoff; the last one tells", async () => {
    const { attempts, heard } = await new Bench({
      plan: { retry: 2 },
    }).through(lost, refused, lost);
    expect(attempts.map(({ call }) => call.attempt)).toEqual([1, 2, 3]);
    expect(heard).toEqual(["failed - (connection lost) in attempt 3 at 0"]);
  });

  test("the key advances after a definite failure only, and each attempt is written down first", async () => {
    const bench = await new Bench({
      words: opens,
      plan: { retry: 4 },
    }).through(refused, refused, lost, refused);
    expect(bench.attempts.map(({ call }) => call.key)).toEqual([
      "m-1-0",
      "m-1-0.2",
      "m-1-0.3",
      "m-1-0.3",
      "m-1-0.3",
    ]);
    expect(
      bench.recorded.map(({ attempt, spent }) => ({ attempt, spent })),
    ).toEqual([
      { attempt: 2, spent: 1 },
      { attempt: 3, spent: 2 },
      { attempt: 4, spent: 2 },
      { attempt: 5, spent: 2 },
    ]);
  });

  test("unknown is sticky: a later refusal does not undo it, a success does", async () => {
    const setup: Setup = { words: opens, plan: { retry: 1 } };
    const refusedLater = await new Bench(setup).through(lost, refused);
    expect(refusedLater.heard).toEqual([
      "unknown MARGIN (no margin) in attempt 2 at 0",
    ]);
    const doneLater = await new Bench(setup).through(lost, 3);
    expect(doneLater.heard).toEqual(["done 3 at 0"]);
  });

  test("an attempt waits until it is written down, and is not made if the state was left meanwhile", async () => {
    const bench = new Bench({ plan: { retry: 2 } });
    bench.isDiskSlow = true;
    await bench.through(lost);
    expect(bench.attempts).toHaveLength(1);
    bench.goes[0]?.();
    expect(bench.attempts).toHaveLength(2);
    await bench.through(lost);
    bench.run.stop();
    bench.goes[1]?.();
    expect(bench.attempts).toHaveLength(2);
  });
});

describe("backoff", () => {
  test("doubles up to its end, and is spread by seed, key and attempt the same way each time", async () => {
    const plan = { retry: 4, backoff: { first: 100, longest: 500 } };
    const starts = async (seed: number) => {
      const bench = new Bench({ plan, seed });
      const at: number[] = [];
      bench.run.start();
      while (!bench.run.isOver) {
        at.push(bench.clock.now());
        const made = bench.attempts.length;
        bench.last.reject(lost);
        await bench.clock.advance(0);
        while (!bench.run.isOver && bench.attempts.length === made)
          await bench.clock.advance(1);
      }
      return at;
    };
    const once = await starts(1);
    expect(await starts(1)).toEqual(once);
    expect(await starts(2)).not.toEqual(once);
    const waits = once.slice(1).map((time, index) => time - (once[index] ?? 0));
    [100, 200, 400, 500].forEach((full, index) => {
      expect(waits[index]).toBeGreaterThanOrEqual(0.75 * full);
      expect(waits[index]).toBeLessThanOrEqual(full);
    });
  });

  test("is part of the contract: FNV-1a of seed, key and attempt", () => {
    // Vectors of the FNV specification: "" and "foobar".
    expect(fnv1a32("")).toBe(0x811c9dc5);
    expect(fnv1a32("foobar")).toBe(0xbf9cf968);
    const spread = fnv1a32("7|m-1-0|3") / 2 ** 32;
    const backoff = { first: 1000, longest: 3000 };
    expect(backoffDelay(backoff, 3, 7, "m-1-0")).toBe(
      Math.round(3000 * (0.75 + 0.25 * spread)),
    );
    expect(backoffDelay({ first: 0, longest: null }, 1, 0, "k")).toBe(0);
  });
});

describe("the time-out of an attempt", () => {
  test("aborts the signal, counts as no answer, and what comes later is late", async () => {
    const bench = new Bench({
      words: opens,
      plan: { timeout: 250, retry: 1 },
    });
    bench.run.start();
    const [first] = bench.attempts;
    await bench.clock.advance(249);
    expect(first?.call.signal.aborted).toBe(false);
    await bench.clock.advance(1);
    expect(first?.call.signal.reason).toBe("timeout");
    expect(bench.attempts).toHaveLength(2);
    first?.resolve(5);
    await bench.clock.advance(250);
    expect(bench.heard).toEqual([
      "late: m-1-0 attempt 1 done 5",
      "unknown TIMEOUT (no outcome within 250 ms) in attempt 2 at 500",
    ]);
  });

  test("is a failure for an activity that has no effect", async () => {
    const bench = new Bench({ plan: { timeout: 250 } });
    bench.run.start();
    await bench.clock.advance(1000);
    expect(bench.heard).toEqual([
      "failed TIMEOUT (no outcome within 250 ms) in attempt 1 at 250",
    ]);
  });
});

describe("partial reports", () => {
  test("reach the machine as they come, and rule out a failure", async () => {
    const bench = new Bench({ words: opens });
    bench.run.start();
    bench.last.call.report(1);
    await bench.clock.advance(10);
    bench.last.call.report(2);
    await bench.through(refused);
    expect(bench.heard).toEqual([
      "partial 1 at 0",
      "partial 2 at 10",
      "unknown MARGIN (no margin) in attempt 1 at 10",
    ]);
  });

  test("throw at the activity when they do not fit, and are dropped when late", async () => {
    const bench = new Bench({ words: opens });
    bench.run.start();
    expect(() => bench.last.call.report("much")).toThrow(
      "result of activity buy: expected a finite number, got a string of 4 characters",
    );
    bench.run.stop();
    bench.last.call.report(4);
    expect(bench.heard).toEqual(["late: m-1-0 attempt 1 partial 4"]);
  });
});

describe("stopping", () => {
  test("a state that is left: told to stop, heard no more, its result late", async () => {
    const bench = new Bench({ words: opens, plan: { timeout: 50, retry: 3 } });
    bench.run.start();
    bench.run.stop();
    expect(bench.last.call.signal.reason).toBe("left");
    await bench.through(9);
    await bench.clock.advance(1000);
    expect(bench.heard).toEqual(["late: m-1-0 attempt 1 done 9"]);
    expect(bench.attempts).toHaveLength(1);
  });

  test("left while it waits for its next attempt, there is none", async () => {
    const plan = { retry: 3, backoff: { first: 100, longest: null } };
    const bench = await new Bench({ plan }).through(lost);
    bench.run.stop();
    await bench.clock.advance(1000);
    expect(bench.attempts).toHaveLength(1);
    expect(bench.heard).toEqual([]);
  });

  test("`cancel`: told to end its order, tells what became of it, tries no more", async () => {
    const bench = new Bench({ words: opens, plan: { retry: 3 } });
    bench.run.start();
    bench.run.cancel();
    expect(bench.last.call.signal.reason).toBe("cancelled");
    await bench.through(refused);
    expect(bench.heard).toEqual([
      "failed MARGIN (no margin) in attempt 1 at 0",
    ]);
    expect(bench.attempts).toHaveLength(1);
  });

  test("`cancel` in backoff ends it with what the last attempt came to", async () => {
    const plan = { retry: 3, backoff: { first: 100, longest: null } };
    const bench = await new Bench({ words: opens, plan }).through(lost);
    expect(bench.heard).toEqual([]);
    bench.run.cancel();
    expect(bench.heard).toEqual([
      "unknown - (connection lost) in attempt 1 at 0",
    ]);
    await bench.clock.advance(1000);
    expect(bench.attempts).toHaveLength(1);
  });
});

describe("halted", () => {
  test.each<EffectWord>(["opens", "places"])(
    "what %s is not called, and says so by the clock, not in the middle of what started it",
    async (word) => {
      const bench = new Bench({ words: [word], plan: { retry: 5 } });
      bench.halted = true;
      bench.run.start();
      expect(bench.heard).toEqual([]);
      await bench.clock.advance(0);
      expect(bench.attempts).toEqual([]);
      expect(bench.heard).toEqual([
        "failed HALTED (buy was not started: m is halted) in attempt 1 at 0",
      ]);
    },
  );

  test("what only closes is", () => {
    const bench = new Bench({ words: ["cancels", "closes"] });
    bench.halted = true;
    bench.run.start();
    expect(bench.attempts).toHaveLength(1);
  });

  test("a retry that comes due then is not made, and what was open stays unknown", async () => {
    const plan = { retry: 3, backoff: { first: 100, longest: null } };
    const bench = await new Bench({ words: opens, plan }).through(lost);
    bench.halted = true;
    await bench.clock.advance(100);
    expect(bench.attempts).toHaveLength(1);
    expect(bench.outcomes).toMatchObject([
      { kind: "unknown", error: { code: "HALTED", attempt: 2 } },
    ]);
  });
});

describe("with an exchange", () => {
  test("an order whose answer was lost is not placed again by the retry", async () => {
    const world = new World(
      scriptedFaults([
        { operation: "place", nth: 1, fault: { kind: "answer-lost" } },
      ]),
    );
    world.quote();
    const ledger = new Ledger({ legs: ["position"], prefix: "m-" });
    ledger.attach(world.exchange);
    const bench = new Bench({
      world,
      ledger,
      words: opens,
      plan: { retry: 1 },
      async invoke({ exchange, key, attempt }) {
        bench.heard.push(`attempt ${attempt} as ${key}`);
        const order = await exchange?.placeMarketOrder({
          instrument: spot,
          side: "buy",
          quantity: 1,
        });
        return order?.fills[0]?.quantity;
      },
    });
    bench.run.start();
    await world.clock.advance(60_000);
    expect(bench.outcomes).toEqual([{ kind: "done", result: 1 }]);
    expect(bench.heard.slice(0, 2)).toEqual([
      "attempt 1 as m-1-0",
      "attempt 2 as m-1-0",
    ]);
    expect(await world.during(world.exchange.position(spot))).toMatchObject({
      quantity: 1,
    });
  });
});

describe("after a restart", () => {
  test("the same attempt begins again, under the same key, and knows that it does", async () => {
    const plan = { retry: 5, timeout: 100 };
    const before = await new Bench({ words: opens, plan }).through(
      refused,
      lost,
    );
    const bench = new Bench({ words: opens, plan });
    bench.run.resume(before.run.snapshot());
    expect(bench.last.call).toMatchObject({
      key: "m-1-0.2",
      attempt: 3,
      resumed: true,
    });
    await bench.clock.advance(100);
    expect(bench.last.call).toMatchObject({
      key: "m-1-0.2",
      attempt: 4,
      resumed: false,
    });
    await bench.through(refused, refused, refused);
    expect(bench.outcomes).toMatchObject([{ kind: "unknown" }]);
  });
});
