/** No answer came from the venue: whether it carried the request out is unknown. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";

  constructor(operation: string, clientOrderId: string, waited: number) {
    super(
      `no answer to ${operation} ${clientOrderId} within ${waited} ms: it may or may not have been carried out`,
    );
  }
}

/** An order was placed, and could not be taken back: what becomes of it is unknown. */
export class UnsettledOrderError extends Error {
  override readonly name = "UnsettledOrderError";

  /** @param cause what the venue answered */
  constructor(clientOrderId: string, cause: Error) {
    super(`${clientOrderId} could not be taken back: ${cause.message}`, {
      cause,
    });
  }
}

/** An activity that `opens` returned while an order of its own may still be filled: it was to run for the order's lifetime. */
export class OpenOrderError extends Error {
  override readonly name = "OpenOrderError";
  readonly code = "OPEN_ORDER";

  /** @param status as far as it is known */
  constructor(activity: string, clientOrderId: string, status: string) {
    super(
      `activity ${activity} ("opens") returned while its order ${clientOrderId} is ${status}: wait until it is settled, or declare it with \`places\``,
    );
  }
}

/**
 * An attempt before may have sent an order, and the venue refuses to say what
 * became of it: that the question is refused says nothing of the order.
 */
export class OrderInDoubtError extends Error {
  override readonly name = "OrderInDoubtError";

  /** @param cause what the venue answered */
  constructor(clientOrderId: string, cause: Error) {
    super(
      `what became of ${clientOrderId} could not be found out: ${cause.message}`,
      { cause },
    );
  }
}

/**
 * An activity called what its effect words do not allow. Nothing was sent, but
 * it is not `Rejected`: it is a fault of the callback, not an answer of a venue.
 */
export class ForbiddenCallError extends Error {
  override readonly name = "ForbiddenCallError";
  readonly activity: string;
  readonly words: readonly string[];

  constructor(
    activity: string,
    words: readonly string[],
    attempt: string,
    remedy: string,
  ) {
    const declared =
      words.length === 0 ? "no effect words" : `"${words.join(" ")}"`;
    super(`activity ${activity} (${declared}) must not ${attempt}: ${remedy}`);
    this.activity = activity;
    this.words = words;
  }
}
