import type { Ledger } from "./exchange/ledger/ledger.ts";
import type { Host } from "./host.ts";
import type {
  LateResult,
  RunDeclaration,
  RunOutcome,
  RunSnapshot,
} from "./run-data.ts";

/** A run as its machine sees it. */
export interface OwnedRun {
  readonly declaration: RunDeclaration;
  readonly index: number;
  /** Of the attempt under way or due next. */
  readonly key: string;
  snapshot(): RunSnapshot;
}

/** What a run must know of its machine. None of these throws. */
export interface RunOwner {
  readonly id: string;
  readonly type: string;
  readonly host: Host;
  readonly ledger: Ledger | null;
  readonly halted: boolean;
  /** The clock's time, or the last known one if the clock fails. */
  time(): number;
  /** Records the outcome and handles it, or queues it while the machine is at work. */
  outcome(run: OwnedRun, outcome: RunOutcome): void;
  /** Another attempt is due: writes the run down as it is now, and calls `go` once that is durable. */
  retrying(run: OwnedRun, go: () => void): void;
  /** Resolves when what the ledger knows now is durable; null where nobody writes it down. */
  readonly written: (() => Promise<void>) | null;
  /** To be recorded, and dropped. */
  late(run: OwnedRun, late: LateResult): void;
}
