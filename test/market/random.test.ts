import { expect, test } from "vitest";
import { hashString, Random } from "../../runtime/random.ts";

test("a seed's numbers are the same for ever", () => {
  const random = new Random("fsmc");
  expect([random.next(), random.next(), random.normal()])
    .toMatchInlineSnapshot(`
    [
      0.848047490696817,
      0.2685370951791892,
      -0.3968547292311354,
    ]
  `);
  expect(hashString("arbitrage/1")).toMatchInlineSnapshot(`1226399111`);
});

test("numbers are spread evenly, and seeds that are close are not alike", () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  let sum = 0;
  for (let seed = 0; seed < 10_000; seed += 1) {
    const random = new Random(seed);
    const tenth = Math.floor(random.next() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    sum += random.normal();
  }
  for (const count of tenths) {
    expect(count).toBeGreaterThan(850);
    expect(count).toBeLessThan(1_150);
  }
  expect(Math.abs(sum / 10_000)).toBeLessThan(0.05);
});

test("what a fork draws does not move its parent", () => {
  const [plain, forking] = [new Random(1), new Random(1)];
  const fork = forking.fork("latency");
  expect(fork.next()).not.toBe(plain.fork("other").next());
  expect(forking.next()).toBe(plain.next());
});
