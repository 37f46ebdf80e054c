import {
  MemoryJournal,
  noFaults,
  PaperExchange,
  SimulatedClock,
  type Clock,
  type FaultPlan,
  type Fill,
  type HostOptions,
  type Instrument,
  type MachineSnapshot,
  type Market,
  type MarketEvent,
  type Order,
  type PaperRequest,
  type Quote,
  type RunnableMachine,
  type RunningStrategy,
  type StrategyExchange,
} from "@fsmc/runtime";

/** A machine whose states a test waits for. */
export interface DeskMachine<State extends string> extends RunnableMachine {
  matches(state: State): boolean;
  recover(snapshot: MachineSnapshot): void;
}

type Running<Machine> = RunningStrategy & { readonly machine: Machine };
type Create<Machine> = (host: HostOptions, market: Market) => Running<Machine>;

/** What can go wrong at a desk. */
export interface DeskTroubles {
  readonly faults?: FaultPlan;
  /** What stands between the machine and the venue. */
  readonly before?: (venue: PaperExchange, clock: Clock) => StrategyExchange;
}

/** Longer than anything in a spec but the longest run, in milliseconds. */
const PATIENCE = 300_000;

/** One machine on a paper exchange whose quotes are the test's. */
export abstract class Desk<
  State extends string,
  Machine extends DeskMachine<State>,
> {
  readonly clock = new SimulatedClock(1_000_000);
  readonly exchange: PaperExchange;
  readonly fills: Fill[] = [];
  /** All that was sent to the venue, in that order. */
  readonly requests: PaperRequest[] = [];
  readonly #create: Create<Machine>;
  readonly #market: Market;
  readonly #orders = new Map<string, Order>();
  readonly #front: StrategyExchange;
  #journal = new MemoryJournal();
  #running: Running<Machine>;

  constructor(
    market: Market,
    create: Create<Machine>,
    { faults = noFaults, before = (venue) => venue }: DeskTroubles = {},
  ) {
    const { clock } = this;
    this.#create = create;
    this.#market = { ...market, end: Infinity };
    const exchange = new PaperExchange({
      ...market.exchange,
      clock,
      seed: 1,
      faults: (request) => {
        this.requests.push(request);
        return faults(request);
      },
    });
    exchange.onFill((fill) => this.fills.push(fill));
    exchange.onOrder((order) => this.#orders.set(order.clientOrderId, order));
    this.exchange = exchange;
    this.#front = before(exchange, clock);
    this.#running = this.begin();
    this.machine.start();
  }

  /** Both sides agree: what the market does while the test waits. */
  abstract calm(): void;

  get machine(): Machine {
    return this.#running.machine;
  }

  /** All that ever came about at a venue. */
  get orders(): readonly Order[] {
    return [...this.#orders.values()];
  }

  /**
   * The process dies; another one goes on with what was durable.
   *
   * @param books whether they were in the journal; without them the account holds more than anybody knows of
   */
  recover(books: "kept" | "lost" = "kept"): void {
    const { id } = this.machine;
    this.machine.cleanup();
    this.#journal = this.#journal.afterCrash();
    const found = this.#journal.recall(id);
    if (found === null) throw new Error(`the journal knows of no ${id}`);
    this.#running = this.begin();
    const { snapshot } = found;
    this.machine.recover(
      books === "kept" ? snapshot : { ...snapshot, ledger: null },
    );
  }

  /** Another machine on the same account, not started. */
  protected begin(): Running<Machine> {
    const host: HostOptions = {
      clock: this.clock,
      exchange: this.#front,
      journal: this.#journal,
    };
    return this.#create(host, this.#market);
  }

  protected show(
    instrument: Instrument,
    bid: number,
    ask: number,
    size: number,
  ): void {
    const time = this.clock.now();
    const sizes = { bidSize: size, askSize: size };
    const quote: Quote = {
      kind: "quote",
      instrument,
      time,
      bid,
      ask,
      ...sizes,
    };
    this.hear(quote);
  }

  /** Something happens on the market. */
  protected hear(event: MarketEvent): void {
    this.exchange.hear(event);
    this.machine.ledger?.mark(event);
    void this.#running.onMarket(event);
  }

  /** Lets time pass, with quotes every ten seconds. */
  async wait(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while (this.clock.now() < end) {
      const left = end - this.clock.now();
      await this.clock.advance(Math.min(left, 10_000));
      this.calm();
    }
  }

  /** @throws Error if the machine does not get there */
  async until(...states: readonly State[]): Promise<void> {
    const end = this.clock.now() + PATIENCE;
    let quoted = this.clock.now();
    for (;;) {
      await this.clock.advance(0);
      const { machine } = this;
      if (states.some((state) => machine.matches(state))) return;
      if (this.clock.now() > end || machine.isCompleted)
        throw new Error(
          `waited for ${states.join(", ")}; it is in ${machine.state}`,
        );
      await this.clock.advance(1);
      if (this.clock.now() - quoted < 10_000) continue;
      this.calm();
      quoted = this.clock.now();
    }
  }
}
