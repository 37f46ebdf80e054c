import { MarketDataError } from "../../errors.ts";

/**
 * The stream as it is.
 *
 * @throws MarketDataError at its end if it was empty
 */
export async function* requireSome<T>(
  stream: AsyncIterable<T>,
  problem: string,
): AsyncGenerator<T> {
  let isEmpty = true;
  for await (const item of stream) {
    isEmpty = false;
    yield item;
  }
  if (isEmpty) throw new MarketDataError(problem);
}
