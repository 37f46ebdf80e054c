import type { Holding } from "../exchange/ledger/holding-book.ts";
import type { OrderRecord } from "../exchange/ledger/order-register.ts";
import type { StrategyMachine } from "../machine.ts";
import type { Phase } from "../vocabulary.ts";
import { isExposed } from "./summary.ts";

/** What a machine leaves behind: what is held and what may still be filled while nobody looks. */
export interface Handover {
  readonly machine: string;
  readonly type: string;
  readonly state: string | null;
  readonly phase: Phase;
  /** What it holds by its books. */
  readonly holdings: readonly Holding[];
  /** Of which more may be filled, as far as its books know. */
  readonly orders: readonly OrderRecord[];
  /** Client order ids that nobody attends, as the machine has them. */
  readonly unsettled: readonly string[];
}

/** Of the machines that leave anything, or may. */
export function handovers(
  machines: Iterable<StrategyMachine>,
): readonly Handover[] {
  return [...machines].flatMap((machine) => {
    const { id, type, state, phase, ledger, unsettled } = machine;
    const holdings = ledger?.holdings() ?? [];
    const orders = ledger?.unsettled() ?? [];
    const leaves = isExposed(machine) || orders.length + unsettled.length > 0;
    if (!leaves) return [];
    return [{ machine: id, type, state, phase, holdings, orders, unsettled }];
  });
}
