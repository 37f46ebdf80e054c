import { createHash } from "node:crypto";

/** What an exchange takes as a client order id. */
export interface ClientOrderIdRule {
  /** Ids that are taken as they are. */
  readonly plain: RegExp;
  /** How the 32 hexadecimal digits that stand for any other id are written. */
  readonly digest: (digits: string) => string;
}

/**
 * Our client order ids and the exchange's. An id that the exchange takes is
 * handed through. Another is replaced by the first 128 bits of its SHA-256:
 * the same in each process, so that an order is found again after a restart;
 * which of our ids it stands for is known once that was asked for.
 */
export class ClientOrderIds {
  readonly #rule: ClientOrderIdRule;
  readonly #digested = new Map<string, string>();

  constructor(rule: ClientOrderIdRule) {
    this.#rule = rule;
  }

  /** The exchange's for ours. */
  encode(clientOrderId: string): string {
    const { plain, digest } = this.#rule;
    if (plain.test(clientOrderId)) return clientOrderId;
    const hash = createHash("sha256").update(clientOrderId).digest("hex");
    const id = digest(hash.slice(0, 32));
    this.#digested.set(id, clientOrderId);
    return id;
  }

  /** Ours for the exchange's; one that nobody here has asked for is what it is. */
  decode(venueClientId: string): string {
    return this.#digested.get(venueClientId) ?? venueClientId;
  }
}

/** `0f2d…` as it is: letters and digits, 32 of them. */
export function asDigits(digits: string): string {
  return digits;
}

/** As a UUID is written: `0f2d…-…`. */
export function asUuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
