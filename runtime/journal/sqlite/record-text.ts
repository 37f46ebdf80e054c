import type { StepText } from "../../trail-record.ts";
import type { JournalRecord } from "../journal.ts";
import type { SnapshotPatch } from "../snapshot.ts";
import {
  isAnything,
  isLedger,
  isPatch,
  isSteps,
  isText,
  parsed,
} from "./parsing.ts";

/**
 * A record as it crosses to the thread that writes, and as its checksum sees
 * it: its members in a fixed order with a control character in between, which
 * neither JSON text nor names can hold.
 */
export const FIELD = "\u001F";
/** Between the lines of a batch. */
export const LINE = "\u001E";

/** What stands in a row of `records`, all that names other rows put in its place. */
export interface RecordTexts {
  readonly machine: string;
  readonly type: string;
  readonly version: number;
  readonly hash: string;
  readonly seq: number;
  readonly time: number;
  readonly trigger: string;
  /** JSON. */
  readonly payload: string;
  readonly message: string | null;
  readonly eventId: string | null;
  /** JSON. */
  readonly steps: string;
  /** JSON, without the books. */
  readonly patch: string;
  /** JSON: what was added to the books; empty for nothing. */
  readonly ledger: string;
}

/** Members that are undefined are left out, as in any JSON. */
export function textsOf(record: JournalRecord): RecordTexts {
  const { machine, type, version, hash, seq, time } = record;
  const { payload, message, eventId, steps, patch } = record;
  const ledger = patch.ledger ?? null;
  return {
    machine,
    type,
    version,
    hash,
    seq,
    time,
    trigger: printable(record.trigger),
    payload: JSON.stringify(payload ?? null),
    message,
    eventId,
    steps: stepsText(steps),
    patch: JSON.stringify(ledger === null ? patch : withoutBooks(patch)),
    ledger: ledger === null ? "" : JSON.stringify(ledger),
  };
}

function withoutBooks(patch: SnapshotPatch): SnapshotPatch {
  const { ledger, ...others } = patch;
  return ledger === undefined ? patch : others;
}

/** A strategy has so many steps and no more: each is written out once. */
const stepTexts = new WeakMap<StepText, string>();

function stepsText(steps: readonly StepText[]): string {
  let text = "";
  for (const step of steps)
    text += text === "" ? stepText(step) : `,${stepText(step)}`;
  return `[${text}]`;
}

function stepText(step: StepText): string {
  const known = stepTexts.get(step);
  if (known !== undefined) return known;
  const { from, trigger, to } = step;
  const text = JSON.stringify({ from, trigger, to });
  stepTexts.set(step, text);
  return text;
}

/** Whether there is a null in it that may have been NaN, or something else that JSON has no word for. */
export function mayHaveLost({ payload, patch, ledger }: RecordTexts): boolean {
  return (
    (payload !== "null" && payload.includes("null")) ||
    patch.includes("null") ||
    ledger.includes("null")
  );
}

export function lineOf(texts: RecordTexts): string {
  const { machine, type, version, hash, seq, time, trigger } = texts;
  const { payload, message, eventId, steps, patch, ledger } = texts;
  const [said, id] = [quoted(message), quoted(eventId)];
  return `${machine}${FIELD}${type}${FIELD}${version}${FIELD}${hash}${FIELD}${seq}${FIELD}${time}${FIELD}${trigger}${FIELD}${payload}${FIELD}${said}${FIELD}${id}${FIELD}${steps}${FIELD}${patch}${FIELD}${ledger}`;
}

export function recordOf(texts: RecordTexts): JournalRecord {
  const { payload, steps, patch, ledger, ...rest } = texts;
  const changed = parsed(patch, isPatch);
  return {
    ...rest,
    payload: parsed(payload, isAnything),
    steps: parsed(steps, isSteps),
    patch:
      ledger === ""
        ? changed
        : { ...changed, ledger: parsed(ledger, isLedger) },
  };
}

/** As a line has it. */
export function quoted(text: string | null): string {
  return text === null ? "" : JSON.stringify(text);
}

/** Back from a line. */
export function unquoted(text: string): string | null {
  return text === "" ? null : parsed(text, isText);
}

/** Names of triggers come from a spec, and may hold a text of it. */
function printable(name: string): string {
  return name.includes(FIELD) || name.includes(LINE)
    ? JSON.stringify(name).slice(1, -1)
    : name;
}
