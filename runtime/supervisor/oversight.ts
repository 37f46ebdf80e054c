import type { StrategyExchange } from "../exchange/exchange.ts";
import type { OutgoingEvent } from "../journal/snapshot.ts";
import type { Logger } from "../logger.ts";
import type {
  Admission,
  RunRequest,
  Supervision,
  Trader,
} from "../supervision.ts";
import type { OutputEvent } from "../vocabulary.ts";
import type { Budget } from "./budget/budget.ts";
import type { Confinement } from "./confinement.ts";
import type { Roster } from "./roster.ts";
import type { Router } from "./router.ts";
import type { Routes } from "./routes.ts";
import { messageOf } from "../failure.ts";

interface Parts {
  readonly roster: Roster;
  readonly routes: Routes;
  readonly router: Router;
  readonly confinement: Confinement;
  readonly budget: Budget | null;
  readonly logger: Logger | null;
}

/** The supervisor as its machines see it. */
export class Oversight implements Supervision {
  isStopping = false;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  admit(request: RunRequest): Admission {
    if (this.isStopping) return { kind: "kept back" };
    return this.#parts.budget?.admit(request) ?? { kind: "granted" };
  }

  exchangeFor(trader: Trader, exchange: StrategyExchange): StrategyExchange {
    return this.#parts.budget?.exchangeFor(trader, exchange) ?? exchange;
  }

  address(output: OutputEvent, id: string): readonly OutgoingEvent[] {
    const { roster, routes, logger } = this.#parts;
    const { machine } = output;
    const type = roster.get(machine)?.type ?? null;
    if (type === null) return [];
    return routes.eventsOf(type, output, id, ({ to, trigger }, error) =>
      logger?.error(
        { machine, output: output.name, to, trigger },
        `Not routed: ${messageOf(error)}`,
      ),
    );
  }

  deliver(source: string, event: OutgoingEvent): void {
    const { roster, router } = this.#parts;
    const machine = roster.get(source);
    if (machine !== null) router.deliver(machine, event);
  }

  confine<Result>(machine: string | null, act: () => Result): Result {
    return this.#parts.confinement.run(machine, act);
  }
}
