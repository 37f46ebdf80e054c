import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Instrument } from "../../market/instrument.ts";
import { Timer } from "../../timers.ts";
import { AccountView } from "./account.ts";
import { Blotter } from "./blotter.ts";
import { Calls } from "./calls.ts";
import type { CcxtClient } from "./client.ts";
import { ClientOrderIds } from "./client-order-ids.ts";
import { credentialsFrom, type Environment } from "./credentials.ts";
import { redirect } from "./endpoints.ts";
import { Feed } from "./feed.ts";
import { Fees } from "./fees.ts";
import { Finding } from "./finding.ts";
import { Inquiry } from "./inquiry.ts";
import { loadExchange } from "./loading.ts";
import type { CcxtMarket } from "./market.ts";
import { currencyOf, Markets } from "./markets.ts";
import { settings, validityOf, type CcxtVenueOptions } from "./options.ts";
import { Orders } from "./orders.ts";
import { Problems } from "./problems.ts";
import { Secrets } from "./secrets.ts";
import { traitsOf } from "./traits.ts";
import { attendToConnections } from "./unattended.ts";

/** The venue's clock is asked for this often, in milliseconds. */
const CLOCK_EVERY = 600_000;

/** Nobody waits for an order yet, and what is traded may be a long list. In milliseconds. */
const LOADING = 60_000;

export interface VenueHost {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly logger: Logger | null;
}

/** One account at one exchange. */
export class CcxtVenue {
  readonly name: string;
  readonly requestValidity: number;
  readonly orders: Orders;
  readonly inquiry: Inquiry;
  readonly blotter: Blotter;
  readonly account: AccountView;
  readonly problems: Problems;
  readonly #client: CcxtClient;
  readonly #calls: Calls;
  readonly #clock: Clock;
  readonly #feed: Feed;
  readonly #markets: Markets;
  readonly #timer: Timer;
  readonly #stampsTime: boolean;

  /**
   * Loads the exchange's part of ccxt and what it trades, and listens.
   *
   * @throws Error if credentials are missing, ccxt is, or the exchange cannot do what is needed
   * @throws RangeError for an option that makes no sense, or an instrument that the exchange has not
   * @throws UnknownOutcomeError or Rejected if it does not answer as it should
   */
  static async open(
    options: CcxtVenueOptions,
    host: VenueHost,
  ): Promise<CcxtVenue> {
    const Exchange = await loadExchange(options.exchange);
    const venue = new CcxtVenue(Exchange, options, host);
    try {
      await venue.#load(options);
    } catch (error) {
      await venue.close();
      throw error;
    }
    venue.#feed.start();
    return venue;
  }

  private constructor(
    Exchange: new (config: Readonly<Record<string, unknown>>) => CcxtClient,
    options: CcxtVenueOptions,
    { clock, environment, logger }: VenueHost,
  ) {
    const set = settings(options);
    const { instruments, window } = set;
    const kinds = [...new Set(instruments.map(({ kind }) => kind))];
    const traits = traitsOf(options.exchange);
    const { requiredCredentials } = new Exchange({});
    const credentials = credentialsFrom(
      environment,
      set.environmentPrefix,
      requiredCredentials,
    );
    const secrets = new Secrets(Object.values(credentials));
    const client = new Exchange({
      ...set.config,
      ...credentials,
      enableRateLimit: true,
      timeout: set.answerTimeout,
      verbose: false,
      options: {
        ...traits.options(kinds, window),
        maxRetriesOnFailure: 0,
        ...set.config["options"],
      },
    });
    this.#client = client;
    this.#stampsTime = traits.stampsTime;
    this.name = set.venue;
    this.problems = new Problems(this.name, clock, secrets, logger);
    client.log = (...parts) =>
      this.problems.debug(parts.map((part) => String(part)).join(" "));
    const lacking = Finding.lacking(client, traits.findsByClientId);
    if (lacking.length > 0)
      throw new Error(
        `${client.id}: ccxt cannot ${lacking.join(", ")} there, and orders could not be found again`,
      );
    this.requestValidity = validityOf(set, traits);
    const calls = new Calls({
      venue: this.name,
      client,
      clock,
      secrets,
      sendWithin: set.sendWithin,
      answerTimeout: set.answerTimeout,
    });
    this.#calls = calls;
    const { findsByClientId } = traits;
    const finding = new Finding({
      client,
      calls,
      clock,
      findsByClientId,
      lookBack: set.lookBack,
    });
    const fees = new Fees(
      client,
      calls,
      () => clock.now(),
      (message) => this.problems.tell(message),
    );
    this.blotter = new Blotter(fees, this.problems);
    this.#markets = new Markets(client);
    const ids = new ClientOrderIds(traits.clientOrderId);
    this.#feed = new Feed({
      client,
      clock,
      blotter: this.blotter,
      finding,
      ids,
      problems: this.problems,
      markets: this.#markets,
      streams: set.streaming ? traits.streams(kinds) : [],
      askEvery: set.askEvery,
      requestValidity: this.requestValidity,
    });
    const common = {
      clock,
      ids,
      blotter: this.blotter,
      marketOf: (instrument: Instrument) => this.market(instrument),
      onOpen: () => this.#feed.attend(),
    };
    this.inquiry = new Inquiry({
      ...common,
      venue: this.name,
      finding,
      problems: this.problems,
      requestValidity: this.requestValidity,
    });
    this.orders = new Orders({
      ...common,
      client,
      calls,
      inquiry: this.inquiry,
      expiring: (now) => traits.expiring?.(now, window) ?? {},
      findsByClientId,
      onClockSkew: () => void this.#setClock(),
    });
    this.account = new AccountView(client, calls, traits.accountOf);
    this.#clock = clock;
    this.#timer = new Timer(
      () => void this.#setClock(),
      `${this.name}'s clock`,
    );
  }

  /** @throws Rejected code `UNKNOWN_INSTRUMENT` if the venue was not opened for it */
  market(instrument: Instrument): CcxtMarket {
    const market = this.#markets.of(instrument);
    if (market !== null) return market;
    throw new Rejected(
      `${instrument.id} is not one of the instruments that ${this.name} was opened for`,
      "UNKNOWN_INSTRUMENT",
    );
  }

  /** @throws Rejected code `NO_ACCOUNT` if it trades nothing in that currency */
  marketIn(currency: string | null): CcxtMarket {
    const found = this.#markets
      .all()
      .find((each) => currency === null || currencyOf(each) === currency);
    if (found !== undefined) return found;
    throw new Rejected(
      `${this.name} was opened for no instrument in ${currency ?? "any currency"}`,
      "NO_ACCOUNT",
    );
  }

  /** Stops listening. What is under way is not waited for. */
  async close(): Promise<void> {
    this.#feed.close();
    this.#clock.disarm(this.#timer);
    try {
      await this.#client.close();
    } catch (error) {
      this.problems.failed("closing", error);
    }
  }

  async #load({
    instruments,
    endpoints = {},
  }: CcxtVenueOptions): Promise<void> {
    await redirect(this.#client, endpoints);
    attendToConnections(this.#client);
    if (!this.#stampsTime) countUp(this.#client);
    const { timeout } = this.#client;
    this.#client.timeout = LOADING;
    await this.#calls.ask(
      "markets of",
      this.name,
      () => this.#client.loadMarkets(),
      LOADING,
    );
    this.#client.timeout = timeout;
    for (const instrument of instruments) this.#markets.add(instrument);
    if (this.#stampsTime)
      this.#clock.arm(this.#timer, this.#clock.now() + CLOCK_EVERY);
  }

  async #setClock(): Promise<void> {
    const { loadTimeDifference } = this.#client;
    if (loadTimeDifference === undefined || !this.#stampsTime) return;
    try {
      await this.#calls.ask("clock of", this.name, () =>
        loadTimeDifference.call(this.#client),
      );
    } catch (error) {
      this.problems.failed("asking for the venue's clock", error);
    }
    this.#clock.disarm(this.#timer);
    this.#clock.arm(this.#timer, this.#clock.now() + CLOCK_EVERY);
  }
}

/** Where requests are numbered, no two have one number: ccxt counts milliseconds. */
function countUp(client: CcxtClient): void {
  const nonce = client.nonce?.bind(client);
  if (nonce === undefined) return;
  let last = 0;
  client.nonce = () => {
    last = Math.max(last + 1, nonce());
    return last;
  };
}
