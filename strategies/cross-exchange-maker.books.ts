import { toGrid, type LedgerEntry } from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerPayloads,
} from "../generated/cross-exchange-maker.ts";

/**
 * Tells the machine what both legs hold, with each fill that its ledger books,
 * whoever reported it: the run that attends the order, or the venue long
 * after that run has ended. A fill that is heard of twice is booked once.
 */
export class LegBooks {
  readonly #machine: CrossExchangeMakerMachine;
  #held: CrossExchangeMakerPayloads["FILLED"] = { maker: 0, taker: 0 };
  #isTold = true;

  constructor(machine: CrossExchangeMakerMachine) {
    this.#machine = machine;
    machine.ledger?.onBooked((entry) => this.#booked(entry));
  }

  /** Again, where the machine could not take it. */
  tell(): void {
    const machine = this.#machine;
    if (this.#isTold || machine.startedAt === null || machine.isCompleted)
      return;
    const outcome = machine.send("FILLED", this.#held);
    this.#isTold = outcome !== "failed";
  }

  #booked({ leg, fill }: LedgerEntry): void {
    const { ledger } = this.#machine;
    if (ledger === null) return;
    const { lotSize } = fill.instrument;
    const total = ledger
      .holdings([leg])
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const held = toGrid(total, lotSize);
    this.#held =
      leg === "maker"
        ? { ...this.#held, maker: held }
        : { ...this.#held, taker: held };
    this.#isTold = false;
    this.tell();
  }
}
