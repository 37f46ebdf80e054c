import { PayloadError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import type { StrategyMachine } from "../machine.ts";
import type { Outcome, PostOptions } from "../vocabulary.ts";

/** What one machine answered to an event that all were sent. */
export type Answer = {
  readonly machine: string;
  readonly type: string;
  readonly trigger: string;
} & (
  | { readonly outcome: Outcome | "duplicate" }
  /** It never came in: `payload`: it does not fit; `fault`: it may have been applied, but is not durable. */
  | {
      readonly outcome: "refused";
      readonly reason: "payload" | "fault";
      readonly message: string;
    }
);

/** Posts it; whatever goes wrong is the answer. */
export async function ask(
  machine: StrategyMachine,
  trigger: string,
  payload: unknown,
  options: PostOptions,
): Promise<Answer> {
  const { id, type } = machine;
  const about = { machine: id, type, trigger };
  try {
    const outcome = await machine.post(trigger, payload, options);
    return { ...about, outcome };
  } catch (error) {
    const reason = error instanceof PayloadError ? "payload" : "fault";
    const { message } = failureOf(error, 1);
    return { ...about, outcome: "refused", reason, message };
  }
}
