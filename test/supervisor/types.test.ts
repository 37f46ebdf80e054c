import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { typeCheck } from "../equivalence/compiled.ts";

const FOLDER = join(import.meta.dirname, `../../out/types-${process.pid}`);
const HERE = relative(FOLDER, import.meta.dirname).replaceAll("\\", "/");

/** Lines that end in `//!` must not compile, and all others must. */
const USES = `
import { Supervisor } from "@fsmc/runtime";
import "${HERE}/strategies/buyer.ts";
import "${HERE}/strategies/counter.ts";

const supervisor = new Supervisor({ journal: null });
const callbacks = { nudge() {}, buy: (quantity: number) => quantity, close() {} };
const buyer = supervisor.create("Buyer", { id: "b", params: { quantity: 2 }, callbacks });
const counter = supervisor.create("Counter", { id: "c" });
export const refusals: number = buyer.context.refusals;
export const total: number = counter.context.total;
supervisor.create("Byer", { id: "b", callbacks }); //!
supervisor.create("Buyer", { id: "b" }); //!
supervisor.create("Buyer", { id: "b", callbacks, params: { quantity: "2" } }); //!
supervisor.create("Buyer", { id: "b", callbacks: { ...callbacks, buy: () => "2" } }); //!
supervisor.create("Counter", { id: "c", callbacks, host: {} }); //!
supervisor.create("Counter", { id: 5 }); //!

void supervisor.broadcast("NUDGE", { by: 1 });
void supervisor.broadcast("GO");
void supervisor.broadcast("GO", null, { id: "go-1" });
void supervisor.broadcast("HOLD", { reason: "lunch" }, { message: "lunch" });
void supervisor.broadcast("NUDGE"); //!
void supervisor.broadcast("NUDGE", { by: "1" }); //!
void supervisor.broadcast("NUGDE", { by: 1 }); //!
void supervisor.broadcast("GO", { by: 1 }); //!

const route = { from: "Buyer", output: "BOUGHT", to: "Counter" } as const;
supervisor.route({ ...route, trigger: "COUNT", payload: ({ payload }) => payload });
supervisor.route({ ...route, trigger: "PAUSE", payload: () => null });
supervisor.route({ ...route, trigger: "COUNT", payload: () => null }); //!
supervisor.route({ ...route, trigger: "COUNTS", payload: ({ payload }) => payload }); //!
supervisor.route({ ...route, output: "SOLD", trigger: "PAUSE", payload: () => null }); //!
supervisor.route({ ...route, trigger: "COUNT", payload: ({ payload }) => ({ quantity: payload.price }) }); //!
supervisor.route({ ...route, trigger: "COUNT" }); //!

void supervisor.recover({ Buyer: ({ machine }) => ({ id: machine, callbacks }) });
void supervisor.recover({ Buyer: ({ machine }) => ({ id: machine }) }); //!
void supervisor.recover({ Byer: ({ machine }) => ({ id: machine, callbacks }) }); //!
`;

beforeAll(() => mkdir(FOLDER, { recursive: true }));
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

test("names, params, callbacks, payloads and routes that do not fit do not compile", async () => {
  await writeFile(join(FOLDER, "uses.ts"), USES);
  const complaints = await typeCheck(FOLDER);
  const found = complaints.matchAll(/uses\.ts\((\d+),/g);
  const lines = new Set(Array.from(found, ([, line]) => Number(line)));
  const expected = USES.split("\n").flatMap((text, index) =>
    text.endsWith("//!") ? [index + 1] : [],
  );
  expect(
    [...lines].toSorted((a, b) => a - b),
    complaints,
  ).toEqual(expected);
});
