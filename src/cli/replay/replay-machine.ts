import type * as Runtime from "@fsmc/runtime";
import type {
  JournaledMachine,
  JournalFile,
  MachineSnapshot,
} from "@fsmc/runtime";
import type { Strategy } from "../../compile.ts";
import { decide } from "./decide.ts";
import type { Difference, ReplayedMachineResult } from "./replayed.ts";
import { Stage, type ReplayedClass } from "./stage.ts";

/** What a machine of a journal is held against. */
export interface Subject {
  readonly strategy: Strategy;
  readonly machine: ReplayedClass;
  /** What the user said; wins over what was recorded. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Of the generated class. */
  readonly version: number;
  readonly hash: string;
}

/** Executes all events of a machine that are kept once more, each where the machine stood then. */
export function replayMachine(
  file: JournalFile,
  head: JournaledMachine,
  subject: Subject,
  runtime: typeof Runtime,
): ReplayedMachineResult {
  const { machine, type, version, hash } = head;
  const records = file.records(machine);
  const [first] = records;
  const isFromStart = first?.seq === 1;
  const recorded = first?.trigger === "start" ? first.payload : null;
  const params = {
    ...(isRecord(recorded) ? recorded : {}),
    ...subject.params,
  };
  const stage = new Stage(runtime, subject.machine, params);
  const owner = { machine, type, version, hash };
  const differences: Difference[] = [];
  let same = 0;
  let passedOver = 0;
  let snapshot: MachineSnapshot | null = isFromStart
    ? null
    : (file.snapshots(machine)[0]?.snapshot ?? null);
  for (const record of records) {
    if (snapshot !== null && record.seq <= snapshot.seq) continue;
    const after: MachineSnapshot | null =
      snapshot === null
        ? wholeOf(record.patch, runtime)
        : runtime.applyPatch(snapshot, record.patch);
    if (after === null) break;
    const before: JournaledMachine = { ...owner, snapshot: snapshot ?? after };
    const decision = isNote(record)
      ? ({ kind: "passed over" } as const)
      : decide(stage, subject.strategy, before, record, after);
    if (decision.kind === "same") same += 1;
    else if (decision.kind === "passed over") passedOver += 1;
    else differences.push({ record: shortOf(record), decision });
    snapshot = after;
  }
  return {
    machine,
    type,
    recordedBy: { version, hash },
    spec: { version: subject.version, hash: subject.hash },
    paramsKnown: isRecord(recorded),
    events: same + differences.length,
    same,
    passedOver,
    differences,
  };
}

type Kept = ReturnType<JournalFile["records"]>[number];

/** Without steps nothing was decided; `error` and `recover` are how the process fared, not what the market did. */
function isNote({ steps, trigger }: Kept): boolean {
  return (
    steps.length === 0 || ["error", "error limit", "recover"].includes(trigger)
  );
}

function shortOf({ seq, time, trigger, payload }: Kept): Difference["record"] {
  return { seq, time, trigger, payload };
}

/** The first record of a machine says all. */
function wholeOf(
  patch: Kept["patch"],
  { isWholeSnapshot }: typeof Runtime,
): MachineSnapshot | null {
  return isWholeSnapshot(patch) ? patch : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
