import type {
  IntegrityProblem,
  JournalHolder,
  JournalRecord,
} from "@fsmc/runtime";
import type { OpenOrder, OpenPosition } from "../run/result/open-positions.ts";

/** What a journal says of a machine. Times are ISO 8601. */
export interface InspectedMachine {
  readonly machine: string;
  /** The strategy's name. */
  readonly type: string;
  /** Of the spec. */
  readonly specVersion: number;
  /** Records so far. */
  readonly seq: number;
  /** Of the last record. */
  readonly time: string;
  /** Why it cannot be recovered; null as far as nothing is known against it. What follows is null then. */
  readonly problem: string | null;
  readonly now: MachineNow | null;
}

/** A machine as of its last record. */
export interface MachineNow {
  /** The active atomic states. */
  readonly configuration: readonly string[];
  readonly phase: string;
  readonly halted: boolean;
  /** Whether an active state says that a position may be there. */
  readonly exposed: boolean;
  /** By its books. */
  readonly positions: readonly OpenPosition[];
  readonly orders: readonly OpenOrder[];
  /** Counted errors within the policy's window. */
  readonly errors: number;
  readonly transitions: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly runs: readonly RunUnderWay[];
  readonly timers: readonly { readonly timer: number; readonly due: string }[];
  /** Triggers that wait for another state. */
  readonly deferred: readonly string[];
  /** Keys of orders that nobody attends. */
  readonly unsettled: readonly string[];
  readonly context: Readonly<Record<string, unknown>>;
}

/** An activity that has begun and not ended. */
export interface RunUnderWay {
  readonly activity: string;
  /** Its order's client order id. */
  readonly key: string;
  readonly attempt: number;
  readonly since: string;
}

/** A whole journal. */
export interface InspectedJournal {
  readonly journal: string;
  readonly holder: Holder;
  readonly machines: readonly InspectedMachine[];
  readonly records: number;
  readonly problems: readonly IntegrityProblem[];
}

/** Who has it. */
export type Holder =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly holder: JournalHolder }
  /** The process is gone, and has not closed it. */
  | { readonly kind: "crashed"; readonly holder: JournalHolder };

/** One machine, and how it came there. */
export interface InspectedCourse extends InspectedMachine {
  /** Those that are kept, oldest first. */
  readonly records: readonly JournalRecord[];
  readonly timePerStateMs: Readonly<Record<string, number>>;
}
