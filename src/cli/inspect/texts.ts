import type { JournalRecord, LedgerSnapshot } from "@fsmc/runtime";
import { duration } from "../run/result/numbers.ts";
import { aligned } from "../run/result/day-table.ts";
import { counted, grouped } from "../terminal.ts";
import type {
  Holder,
  InspectedCourse,
  InspectedJournal,
  InspectedMachine,
  MachineNow,
} from "./inspected.ts";
import { iso } from "./machine.ts";

/** In characters, of a payload. */
const LONGEST = 60;

/** All machines of a journal, one a line, and what was under way. */
export function journalText(inspected: InspectedJournal): string {
  const { journal, holder, machines, records, problems } = inspected;
  const head = [
    "machine",
    "strategy",
    "phase",
    "state",
    "exposure",
    "errors",
    "records",
    "last record",
  ];
  const rows = machines.map((each) => [
    each.machine,
    `${each.type} v${each.specVersion}`,
    each.now?.phase ?? "—",
    each.now?.configuration.join(", ") ?? "cannot be recovered",
    each.now === null ? "—" : exposureOf(each.now),
    String(each.now?.errors ?? "—"),
    grouped(each.seq),
    shortTime(each.time),
  ]);
  return [
    `${journal}: ${counted(machines.length, "machine")}, ${counted(records, "record")}; ${holderText(holder)}`,
    "",
    ...(machines.length === 0
      ? []
      : [...aligned([head, ...rows], [0, 1, 2, 3, 4, 7]), ""]),
    ...underWay(machines),
    ...problems.map(({ message }) => `problem: ${message}`),
    "",
  ]
    .join("\n")
    .replace(/\n+$/u, "\n");
}

/** One machine: how it came where it is, and what it waits for. */
export function courseText(course: InspectedCourse): string {
  const { machine, type, specVersion, now, records, timePerStateMs } = course;
  const rows = records.map((record, index) => [
    String(record.seq),
    iso(record.time).slice(0, 23).replace("T", " "),
    index === 0
      ? ""
      : `+${duration(record.time - (records[index - 1]?.time ?? 0))}`,
    ...recordCells(record),
  ]);
  const total = Object.values(timePerStateMs).reduce((a, b) => a + b, 0);
  const times = Object.entries(timePerStateMs).map(([state, time]) => [
    `  ${state}`,
    duration(time),
    total === 0 ? "" : `${((100 * time) / total).toFixed(1)} %`,
  ]);
  return [
    `${machine}, ${type} version ${specVersion}: ${now === null ? (course.problem ?? "") : nowText(now)}`,
    "",
    ...(records.length < course.seq
      ? [`records 1 to ${course.seq - records.length} are not kept any more`]
      : []),
    ...aligned(
      [["#", "time", "after", "trigger", "steps", "sets"], ...rows],
      [1, 3, 4, 5],
    ),
    "",
    "time per state",
    ...aligned(times, [0]),
    "",
    ...underWay([course]),
    "",
  ]
    .join("\n")
    .replace(/\n+$/u, "\n");
}

/** A record in a line, as `--follow` prints it. */
export function recordLine(record: JournalRecord): string {
  const cells = recordCells(record).filter((cell) => cell !== "");
  return `${shortTime(iso(record.time))}  ${record.machine} #${record.seq}  ${cells.join("  ")}`;
}

function recordCells(record: JournalRecord): readonly string[] {
  const { trigger, payload, steps, patch, message } = record;
  const said = payload === null ? "" : ` ${clipped(JSON.stringify(payload))}`;
  const way = steps.flatMap(({ from, to }, index) =>
    index === 0 ? [from, to] : [to],
  );
  const sets = Object.entries(patch.context ?? {}).map(
    ([name, value]) => `${name} = ${JSON.stringify(value)}`,
  );
  const isPlain = message === null || message.startsWith("Transition:");
  return [
    `${trigger}${said}`,
    way.filter((state) => state !== "").join(" -> "),
    [
      ...(record.seq === 1 ? [] : sets),
      ...booked(patch.ledger ?? null),
      ...(isPlain ? [] : [message]),
    ].join(", "),
  ];
}

/** What stands in a column must leave room for the others; `--json` has all of it. */
function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** What the books heard. */
function booked(books: LedgerSnapshot | null): readonly string[] {
  if (books === null) return [];
  return [
    ...books.orders.map(
      ({ clientOrderId, side, quantity, instrument, status, filled }) =>
        `order ${clientOrderId} to ${side} ${quantity} ${instrument.id} (${status}, ${filled} filled)`,
    ),
    ...books.heard.map((each) =>
      each.kind === "fill"
        ? `fill ${each.fill.tradeId}: ${each.fill.side} ${each.fill.quantity} at ${each.fill.price}`
        : each.settlement.kind,
    ),
  ];
}

function underWay(machines: readonly InspectedMachine[]): readonly string[] {
  const lines = machines.flatMap(({ machine, now }) => {
    if (now === null) return [];
    return [
      ...now.runs.map(
        ({ activity, key, attempt, since }) =>
          `  ${machine}: ${activity}, key ${key}, attempt ${attempt}, since ${shortTime(since)}`,
      ),
      ...now.orders.map(
        ({ clientOrderId, side, quantity, filled, instrument, status }) =>
          `  ${machine}: order ${clientOrderId} to ${side} ${quantity} ${instrument} (${status}, ${filled} filled)`,
      ),
      ...now.unsettled.map(
        (key) => `  ${machine}: order ${key}, which nobody attends`,
      ),
      ...now.deferred.map((trigger) => `  ${machine}: ${trigger}, deferred`),
    ];
  });
  return lines.length === 0 ? [] : ["under way", ...lines];
}

function nowText(now: MachineNow): string {
  const halted = now.halted ? ", halted" : "";
  return `${now.phase} in ${now.configuration.join(", ")}${halted}; ${exposureOf(now)}`;
}

/** By its books, and by what its states say. */
function exposureOf({ positions, orders, exposed }: MachineNow): string {
  const held = positions.map(
    ({ leg, asset, quantity }) =>
      `${leg} ${quantity > 0 ? "+" : "−"}${Math.abs(quantity)} ${asset}`,
  );
  const out = orders.length === 0 ? [] : [counted(orders.length, "order")];
  const parts = [...held, ...out];
  if (parts.length > 0) return parts.join(", ");
  return exposed ? "nothing, may be" : "flat";
}

function holderText(holder: Holder): string {
  if (holder.kind === "closed") return "closed";
  const { pid, host, since } = holder.holder;
  const who = `process ${pid} on ${host}, since ${shortTime(iso(since))}`;
  return holder.kind === "open"
    ? `open: ${who}`
    : `not closed: ${who}, is gone`;
}

/** Without the parts of a second. */
function shortTime(time: string): string {
  return time.slice(0, 19).replace("T", " ");
}
