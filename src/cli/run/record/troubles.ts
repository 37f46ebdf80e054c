import type { Order, TrailRecord } from "@fsmc/runtime";
import { Texts } from "./texts.ts";

/** What the venue or the market leaves an activity with; whatever else it throws is a mistake in its code. */
const NO_FAULTS: ReadonlySet<string> = new Set([
  "NoAnswerError",
  "NotFlatError",
  "Rejected",
  "UnsettledOrderError",
]);

/** What went wrong and, since an arm of the spec may have taken it, is no error of the machine. */
export class Troubles {
  readonly #refusals = new Texts();
  readonly #faults = new Texts();

  /** The venue has told something of an order. */
  order({ status, reason }: Order): void {
    if (status !== "rejected") return;
    this.#refusals.add(
      reason === null ? "no reason given" : `${reason.code}: ${reason.message}`,
    );
  }

  recorded(record: TrailRecord): void {
    if (record.kind !== "fact" || record.thrown === undefined) return;
    const { fact, payload, thrown } = record;
    if (NO_FAULTS.has(thrown)) return;
    const activity = fact.replace(/#.*/, "");
    this.#faults.add(`${activity}: ${thrown}: ${messageIn(payload)}`);
  }

  /** Orders that the venue rejected, by code and message. */
  get refusals(): Readonly<Record<string, number>> {
    return this.#refusals.counts;
  }

  /** Mistakes in the code of activities, by activity, name and message of the error. */
  get activityFaults(): Readonly<Record<string, number>> {
    return this.#faults.counts;
  }
}

function messageIn(payload: unknown): string {
  return typeof payload === "object" &&
    payload !== null &&
    "message" in payload &&
    typeof payload.message === "string"
    ? payload.message
    : "";
}
