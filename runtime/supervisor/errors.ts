/** Two machines of one supervisor would have the same id: their orders could not be told apart. */
export class DuplicateMachineError extends Error {
  override readonly name = "DuplicateMachineError";

  /** @param where `here`, or `in the journal` */
  constructor(id: string, where: "here" | "in the journal") {
    const remedy =
      where === "here" ? "pick another id" : "recover it, or pick another id";
    super(`there is a machine ${JSON.stringify(id)} ${where}: ${remedy}`);
  }
}

/** The same output goes the same way twice. */
export class DuplicateRouteError extends Error {
  override readonly name = "DuplicateRouteError";
}

/** The supervisor has been stopped, or is about to be. */
export class SupervisorStoppedError extends Error {
  override readonly name = "SupervisorStoppedError";

  constructor(what: string) {
    super(`${what}: the supervisor is being stopped, or was`);
  }
}

/** The budget has nothing for an order, and another one of the same run is out: what became of the run is open. */
export class OverBudgetError extends Error {
  override readonly name = "OverBudgetError";
  readonly code = "BUDGET";

  /** @param refusal what the order was told */
  constructor(refusal: Error) {
    super(refusal.message, { cause: refusal });
  }
}
