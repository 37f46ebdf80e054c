import { toGrid } from "@fsmc/runtime";
import type {
  CrossExchangeMakerMachine,
  CrossExchangeMakerPayloads,
} from "../generated/cross-exchange-maker.ts";
import type { Leg, Venues } from "./cross-exchange-maker.market.ts";

/**
 * Tells the machine what both legs hold, with each fill that its ledger books,
 * whoever reported it: the run that attends the order, or the venue long
 * after that run has ended. A fill that is heard of twice is booked once.
 */
export class LegBooks {
  readonly #machine: CrossExchangeMakerMachine;
  readonly #venues: Venues;
  #held: CrossExchangeMakerPayloads["FILLED"] = { maker: 0, taker: 0 };
  #isTold = true;

  constructor(machine: CrossExchangeMakerMachine, venues: Venues) {
    this.#machine = machine;
    this.#venues = venues;
    machine.ledger?.onBooked(() => this.#booked());
  }

  /** Again, where the machine could not take it. */
  tell(): void {
    const machine = this.#machine;
    if (this.#isTold || machine.startedAt === null || machine.isCompleted)
      return;
    const outcome = machine.send("FILLED", this.#held);
    this.#isTold = outcome !== "failed";
  }

  #booked(): void {
    // Both: of the other leg the process before this one may have booked the fills.
    this.#held = { maker: this.#heldOn("maker"), taker: this.#heldOn("taker") };
    this.#isTold = false;
    this.tell();
  }

  #heldOn(leg: Leg): number {
    const holdings = this.#machine.ledger?.holdings([leg]) ?? [];
    const total = holdings.reduce((sum, { quantity }) => sum + quantity, 0);
    return toGrid(total, this.#venues[leg].instrument.lotSize);
  }
}
