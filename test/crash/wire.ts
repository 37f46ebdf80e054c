import { deserialize, serialize } from "node:v8";
import type { Socket } from "node:net";
import type {
  Account,
  Fill,
  Instrument,
  LimitOrderRequest,
  MarketEvent,
  MarketOrderRequest,
  Order,
  Position,
  Quote,
  Settlement,
} from "@fsmc/runtime";

/** What a trader asks of the venue. */
export type Question =
  | { readonly kind: "price"; readonly instrument: Instrument }
  | { readonly kind: "market order"; readonly request: MarketOrderRequest }
  | { readonly kind: "limit order"; readonly request: LimitOrderRequest }
  | {
      readonly kind: "cancel" | "status";
      readonly instrument: Instrument;
      readonly clientOrderId: string;
    }
  | { readonly kind: "position"; readonly instrument: Instrument }
  | {
      readonly kind: "account";
      readonly venue: string;
      readonly currency: string | null;
    };

export type Answer =
  | {
      readonly kind: "answer";
      readonly value: Quote | Order | Position | Account | null;
    }
  | {
      readonly kind: "rejected";
      readonly message: string;
      readonly code: string | null;
    }
  | { readonly kind: "no answer"; readonly message: string };

/** How far a machine was when a record of it became durable. */
export interface Mark {
  readonly seq: number;
  /** Of all that the machine is then. */
  readonly digest: string;
}

/** From the venue, which leads the time, to the trader. All times in milliseconds since the epoch. */
export type ToTrader = { readonly time: number } & (
  | {
      readonly kind: "welcome";
      /** Events that a trader before this one has acknowledged, by their ids, with the machine that had them. */
      readonly acknowledged: readonly (readonly [
        id: string,
        machine: string,
      ])[];
      /** By machine, the last record that a trader before this one has called durable. */
      readonly marks: ReadonlyMap<string, Mark>;
    }
  | { readonly kind: "time" }
  | { readonly kind: "market"; readonly event: MarketEvent }
  | { readonly kind: "command"; readonly trigger: string; readonly id: string }
  | {
      readonly kind: "answer";
      readonly question: number;
      readonly answer: Answer;
    }
  | { readonly kind: "fill"; readonly fill: Fill }
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "settlement"; readonly settlement: Settlement }
  | { readonly kind: "market is over" }
);

/** How a machine stands. */
export interface Standing {
  readonly id: string;
  readonly configuration: readonly string[];
  readonly isOver: boolean;
  readonly isError: boolean;
  /** Nothing of it is under way, and no order of it is unsettled. */
  readonly isSettled: boolean;
  /** What its ledger says that it holds, by asset. */
  readonly holds: readonly (readonly [asset: string, quantity: number])[];
}

export type ToVenue =
  | { readonly kind: "hello" }
  | {
      readonly kind: "question";
      readonly number: number;
      readonly question: Question;
    }
  /** Nothing is to be done before time passes. */
  | {
      readonly kind: "idle";
      /** How many messages have been dealt with. */
      readonly through: number;
      /** When the next timer is due; null: none is armed. */
      readonly next: number | null;
      readonly standing: Standing;
    }
  | {
      readonly kind: "acknowledged";
      readonly id: string;
      readonly machine: string;
    }
  | { readonly kind: "durable"; readonly machine: string; readonly mark: Mark }
  /** What must not be. */
  | { readonly kind: "broken"; readonly what: string };

/** One end of a connection: whole values, in order. */
export class Wire<Incoming, Outgoing> {
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);

  /** @param isIncoming whether a value from the other end is one of those that are expected */
  constructor(
    socket: Socket,
    isIncoming: (value: unknown) => value is Incoming,
    onMessage: (message: Incoming) => void,
  ) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      for (let frame = this.#next(); frame !== null; frame = this.#next()) {
        const value: unknown = deserialize(frame);
        if (!isIncoming(value)) throw new Error("a message without a kind");
        onMessage(value);
      }
    });
  }

  /** @param sent called when it has left the process */
  send(message: Outgoing, sent: () => void = () => {}): void {
    const body = serialize(message);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    this.#socket.write(Buffer.concat([head, body]), () => sent());
  }

  #next(): Buffer | null {
    if (this.#rest.length < 4) return null;
    const end = 4 + this.#rest.readUInt32LE();
    if (this.#rest.length < end) return null;
    const frame = this.#rest.subarray(4, end);
    this.#rest = this.#rest.subarray(end);
    return frame;
  }
}

/** Both ends are ours: that a message is one at all is enough. */
export function isToTrader(value: unknown): value is ToTrader {
  return hasKind(value) && "time" in value;
}

export function isToVenue(value: unknown): value is ToVenue {
  return hasKind(value);
}

function hasKind(value: unknown): value is object {
  return typeof value === "object" && value !== null && "kind" in value;
}
