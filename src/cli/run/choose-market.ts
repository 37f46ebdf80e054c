import type { Market } from "@fsmc/runtime";
import { UsageError } from "../exit.ts";
import { terminal } from "../terminal.ts";
import { blamed } from "./blame.ts";
import type { Setup } from "./load-setup.ts";
import type { ParamValues } from "./params/param-values.ts";
import type { Recordings } from "./recordings.ts";

/**
 * The market that a strategy makes of the recordings; a simulated one if they have not what it needs, and the user did not
 * name them.
 *
 * @param root of the project
 * @throws UsageError
 */
export async function chooseMarket(
  setup: Setup,
  recordings: Recordings,
  root: string,
  request: {
    readonly seed: number;
    readonly params: ParamValues;
    readonly from: number | null;
    readonly to: number | null;
  },
): Promise<Market> {
  const { MarketDataError } = await import("@fsmc/runtime");
  const doing = "there is no market";
  try {
    return await setup.market({ ...request, data: recordings.folder });
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw blamed(error, root, doing);
    if (recordings.chosen || recordings.folder === null)
      throw new UsageError(`${recordings.because}: ${error.message}`);
    terminal.err.write(`${error.message}\nso the market is simulated\n`);
  }
  try {
    return await setup.market({ ...request, data: null });
  } catch (error) {
    throw blamed(error, root, doing);
  }
}
