import type { JournalError } from "../errors.ts";
import type { JournalRecord, JournalSource } from "../journal/journal.ts";
import type { MachineState } from "../journal/snapshot.ts";
import type { StrategyTypes } from "../vocabulary.ts";
import { CLOSED } from "./core.ts";
import type { Held } from "./held.ts";
import type { MacrostepRecord } from "./macrostep.ts";
import { patchBetween } from "./snapshot-patch.ts";
import { MachinePlainState } from "./state.ts";
import type { Workings } from "./workings.ts";

/** A record that only says what the machine is now. */
export const NO_EVENT = {
  payload: null,
  message: null,
  eventId: null,
  steps: [],
} as const;

/** What the journal is told. Without a journal nothing waits. */
export abstract class MachineJournaling<
  Types extends StrategyTypes,
> extends MachinePlainState<Types> {
  /**
   * Writes a record: what has changed since the one before.
   *
   * @param held null where nothing waits for it
   * @param isWhole all that the machine is, not only what has changed
   */
  protected append(
    record: MacrostepRecord,
    working: Workings<Types["output"]>,
    held: Held | null,
    isWhole = false,
  ): void {
    const { journal } = this.host;
    if (journal === null) {
      held?.release();
      return;
    }
    const { type, version, hash } = this.description;
    const before = working.journaled;
    const seq = (before?.seq ?? 0) + 1;
    const after = this.stateSince(before, seq);
    const time = record.steps.length > 0 ? after.time : this.time();
    const added = working.ledger?.takeAdded() ?? null;
    const patch =
      before === null || isWhole
        ? { ...after, ledger: added }
        : withBooks(patchBetween(before, after), added);
    working.journaled = after;
    const source = this.source(working);
    const { trigger, payload, message, eventId, steps } = record;
    const told: JournalRecord = {
      machine: this.id,
      type,
      version,
      hash,
      seq,
      time,
      trigger,
      payload,
      message,
      eventId,
      steps,
      patch,
    };
    if (held === null) {
      journal.append(told, NOBODY_WAITS, source);
      return;
    }
    working.held.push(held);
    const release = () => {
      working.held.shift();
      this.atWork(working, () => held.release());
    };
    journal.append(told, release, source);
  }

  /** Where something has changed that no macrostep wrote down: an event was kept for later, a halt began, a fact waits. */
  protected override noteChange(
    trigger: string,
    payload: unknown,
    eventId: string | null,
  ): void {
    const { journal } = this.host;
    if (journal === null || this.mode === CLOSED) return;
    const working = this.working();
    const before = working.journaled;
    if (before === null) return;
    const after = this.stateSince(before);
    const patch = patchBetween(before, after);
    const isUnchanged = Object.keys(patch).every((name) => name === "time");
    // That an event with an id came is a change.
    const isNothing = isUnchanged && eventId === null;
    if (isNothing && working.ledger?.hasAdded !== true) return;
    const record = { ...NO_EVENT, trigger, payload, eventId };
    this.append(record, working, null);
  }

  /** The books heard something: written down with the macrostep that it leads to, else by itself. */
  protected override booksHeard(): void {
    const { workings } = this;
    if (workings === null || workings.journaled === null) return;
    if (workings.isBookingDue) return;
    workings.isBookingDue = true;
    queueMicrotask(() => {
      workings.isBookingDue = false;
      if (workings.ledger?.hasAdded === true)
        this.noteChange("books", null, null);
    });
  }

  /** Resolves when what the books know now is durable: an order is written down before it is sent. */
  protected override async booksDurable(): Promise<void> {
    if (this.workings?.ledger?.hasAdded === true)
      this.noteChange("order", null, null);
    await this.host.journal?.flushed(this.id);
  }

  private source(working: Workings<Types["output"]>): JournalSource {
    return (working.source ??= {
      whole: () => this.whole(working),
      stalled: (error) => this.stalled(error, working),
    });
  }

  private whole({ journaled }: Workings<Types["output"]>): MachineState {
    return journaled ?? this.stateSince(null);
  }

  private stalled(
    { reason, message }: JournalError,
    working: Workings<Types["output"]>,
  ): void {
    this.host.logger?.error({ machine: this.id, reason }, message);
    for (const held of working.held.slice())
      this.atWork(working, () => held.urgent());
  }
}

function withBooks(
  patch: ReturnType<typeof patchBetween>,
  ledger: ReturnType<typeof patchBetween>["ledger"] | null,
): ReturnType<typeof patchBetween> {
  return ledger === null || ledger === undefined ? patch : { ...patch, ledger };
}

function NOBODY_WAITS(): void {}
