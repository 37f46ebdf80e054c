import { parseArgs } from "node:util";
import { Venue } from "./venue.ts";

/**
 * The venue as a process of its own:
 *
 *     node --conditions=fsmc-source test/exchange/ccxt/venue/main.ts --port 0
 *
 * prints one line of JSON, `{"port":…}`, and runs until it is told to stop. Its
 * keys are BINANCE_API_KEY and BINANCE_API_SECRET of its environment. `POST
 * /control/…` moves its market and plans its faults, `GET /control/truth` says
 * what it has; see control.ts.
 */
const { values } = parseArgs({
  options: { port: { type: "string", default: "0" } },
});
const { BINANCE_API_KEY, BINANCE_API_SECRET } = process.env;
if (BINANCE_API_KEY === undefined || BINANCE_API_SECRET === undefined)
  throw new Error("expected BINANCE_API_KEY and BINANCE_API_SECRET to be set");
const venue = await Venue.start({
  port: Number(values.port),
  key: { apiKey: BINANCE_API_KEY, secret: BINANCE_API_SECRET },
});
console.log(JSON.stringify({ port: venue.port }));
