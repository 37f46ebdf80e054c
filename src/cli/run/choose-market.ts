import type { Market } from "@fsmc/runtime";
import { UsageError } from "../exit.ts";
import { terminal } from "../terminal.ts";
import { blamed } from "./blame.ts";
import type { Setup } from "./load-setup.ts";
import type { Days } from "./days.ts";
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
  request: Days & { readonly seed: number; readonly params: ParamValues },
): Promise<Market> {
  const { MarketDataError } = await import("@fsmc/runtime");
  const doing = "there is no market";
  try {
    const market = await setup.market({ ...request, data: recordings.folder });
    requireDays(market, request);
    return market;
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

const DAY = 86_400_000;

/** @throws UsageError if a strategy took no notice of the days that were asked for */
function requireDays({ start, end, description }: Market, days: Days): void {
  const isEarlier = days.from !== null && end < days.from;
  const isLater = days.to !== null && start >= days.to + DAY;
  if (isEarlier || isLater)
    throw new UsageError(
      `there are no recordings of these days: the strategy's market is ${description}`,
    );
}
