import { afterAll, beforeAll, expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

const spec = "strategies/dip-buyer.fsm";
const folder = new Folder();

beforeAll(() => {
  installRuntime(folder);
  folder.fsmc(["init", "--yes"]);
  const { status, stderr } = run();
  if (status !== 0) throw new Error(stderr);
}, 60_000);

afterAll(() => folder[Symbol.dispose]());

function run() {
  return folder.fsmc(["run", "dip-buyer", "--journal", "days.db"]);
}

test("inspect lists the machines of a journal, and what one of them did", () => {
  const list = folder.fsmc(["inspect", "days.db"]);
  expect(list.status, list.stderr).toBe(0);
  expect(list.stdout).toMatch(
    /^days\.db: \d+ machines?, [\d,]+ records; closed\n/,
  );
  expect(list.stdout).toMatch(
    /^dip-buyer-1 +DipBuyer v1 +(?:completed|cancelled) /mu,
  );
  const course = folder.fsmc(["inspect", "days.db", "dip-buyer-1"]);
  expect(course.stdout).toMatch(/buy\.done .*BUYING -> /u);
  expect(course.stdout).toContain("time per state");
  // No payload, the params of the start above all, moves the steps out of sight.
  const heading = course.stdout.split("\n").find((line) => /^ *# /u.test(line));
  expect(heading?.indexOf("steps")).toBeLessThan(120);
  const json: unknown = JSON.parse(
    folder.fsmc(["inspect", "days.db", "dip-buyer-1", "--json"]).stdout,
  );
  expect(json).toMatchObject({
    version: 1,
    machine: "dip-buyer-1",
    problem: null,
    now: { positions: [], runs: [] },
  });
});

test("inspect says what is no journal, and which machines there are", () => {
  folder.write("notes.txt", "not a journal");
  expect(folder.fsmc(["inspect", "notes.txt"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("notes.txt is not a journal"),
  });
  expect(folder.fsmc(["inspect", "none.db"])).toMatchObject({ status: 2 });
  expect(folder.fsmc(["inspect", "days.db", "nobody"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("dip-buyer-1"),
  });
});

test("inspect --compact makes a journal smaller, and loses nothing of it", () => {
  const before = folder.fsmc(["inspect", "days.db", "--json"]).stdout;
  const { status, stdout } = folder.fsmc(["inspect", "days.db", "--compact"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/dropped, .* kB before, .* kB now\n$/u);
  expect(folder.fsmc(["inspect", "days.db", "--json"]).stdout).toBe(before);
});

test("replay finds nothing in a spec that is what it was, and names what a changed one decides otherwise", () => {
  const same = folder.fsmc(["replay", "days.db"]);
  expect(same.status, same.stdout + same.stderr).toBe(0);
  expect(same.stdout).toContain(" 0 otherwise");
  const text = folder.read(spec);
  folder.write(
    spec,
    text.replace("after 15s -> SELLING", "after 12s -> FLATTENING"),
  );
  const changed = folder.fsmc(["replay", "days.db", "dip-buyer-1"]);
  folder.write(spec, text);
  expect(changed.status, changed.stderr).toBe(1);
  expect(changed.stdout).toMatch(
    /buy\.done .*\n +was .*timers of 15000 ms\n +now .*timers of 12000 ms\n/u,
  );
});

test("replay takes other params than those that were recorded", () => {
  const { status, stdout } = folder.fsmc([
    "replay",
    "days.db",
    "dip-buyer-1",
    "--param",
    "quantity=0.02",
    "--json",
  ]);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    machines: [
      {
        paramsKnown: true,
        differences: [
          {
            record: { trigger: "QUOTE" },
            decision: {
              was: { runs: ["buy(0.01)"] },
              now: { runs: ["buy(0.02)"] },
            },
          },
        ],
      },
    ],
  });
});
