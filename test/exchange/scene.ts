import type { Clock } from "../../runtime/clock.ts";
import type { StrategyExchange } from "../../runtime/exchange/exchange.ts";
import type { Instrument } from "../../runtime/market/instrument.ts";
import type { Side } from "../../runtime/market/side.ts";

/** What may befall a request. */
export type Trouble =
  /** It is refused: nothing of it happens. */
  | "refused"
  /** It never arrives. */
  | "lost"
  /** It is carried out, and not answered. */
  | "unanswered"
  /** It arrives when nobody waits for its answer any more, and is still valid. */
  | "late";

/** An exchange with a market that the test moves: the same for all exchanges that there are. */
export interface Scene {
  /** Of the process that runs now. */
  readonly exchange: StrategyExchange;
  readonly clock: Clock;
  /** Spot, at prices around 100. */
  readonly instrument: Instrument;
  /** Others offer this much at these prices, and nothing else; a size of 0: nothing on that side. */
  quote(
    bid: number,
    bidSize: number,
    ask: number,
    askSize: number,
  ): Promise<void>;
  /** Somebody trades with what rests at this price or better. */
  trade(side: Side, price: number, quantity: number): Promise<void>;
  /** Befalls the next one. */
  befall(on: "place" | "cancel" | "status", trouble: Trouble): void;
  /** Lets time pass until the promise has settled. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
  /** Lets time pass until it is so. @throws Error if it never is */
  until(isSo: () => boolean): Promise<void>;
  /** The process ends, without a word; what runs from here on is another one. */
  restart(): Promise<void>;
  /** What the venue has of the instrument more than when it began, whatever it told. */
  held(): number;
  /** How many orders work at the venue. */
  working(): number;
  close(): Promise<void>;
}
