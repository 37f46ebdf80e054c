import { createServer, type Server, type Socket } from "node:net";
import {
  PaperExchange,
  Random,
  Rejected,
  SimulatedClock,
  Timer,
  type Market,
  type MarketEvent,
} from "@fsmc/runtime";
import { randomTrouble } from "../campaign/random.ts";
import type { Subject } from "../campaign/subject.ts";
import type { Trouble } from "../campaign/trouble.ts";
import { Truth } from "../campaign/truth.ts";
import { Doubles } from "./doubles.ts";
import {
  isToVenue,
  Wire,
  type Answer,
  type Mark,
  type Question,
  type Standing,
  type ToTrader,
  type ToVenue,
} from "./wire.ts";

/** After the market's last event its last quotes are repeated this often, in milliseconds … */
const CALM_INTERVAL = 5_000;
/** … for this long at most. */
const LONGEST_CALM = 1_800_000;
/** What the market goes on for, at most, while no trader is there, in milliseconds. */
const LONGEST_ABSENCE = 8_000;
const TOLERANCE = 1e-9;

export interface VenuePlan {
  readonly subject: Subject;
  readonly seed: string;
  /** Requests and reports get lost, beside the traders that die. */
  readonly isHarsh: boolean;
  /** The market ends after so many. */
  readonly mostEvents: number;
}

/** What came of a scenario. */
export interface VenueReport {
  /** What must not be, each thing once. */
  readonly broken: readonly string[];
  readonly traders: number;
  readonly orders: number;
  readonly fills: number;
  readonly acknowledged: number;
  readonly durable: number;
  /** How often the ledger was held against the venue's positions. */
  readonly compared: number;
  readonly ends: string;
}

type Message = ToTrader extends infer Each
  ? Each extends ToTrader
    ? Omit<Each, "time">
    : never
  : never;

/**
 * An exchange that outlives its traders, and the market with it. It leads the
 * time: nothing moves before the trader has dealt with all that it was told.
 */
export class Venue {
  readonly #subject: Subject;
  readonly #mostEvents: number;
  readonly #market: Market;
  readonly #clock: SimulatedClock;
  readonly #exchange: PaperExchange;
  readonly #truth: Truth;
  readonly #random: Random;
  readonly #trouble: Trouble;
  readonly #doubles: Doubles;
  readonly #broken = new Set<string>();
  readonly #acknowledged = new Map<string, string>();
  readonly #marks = new Map<string, Mark>();
  readonly #standings = new Map<string, Standing>();
  readonly #last = new Map<string, MarketEvent>();
  readonly #wake = new Timer(
    () => this.#tell({ kind: "time" }),
    "the trader's",
  );
  #server: Server | null = null;
  #wire: Wire<ToVenue, ToTrader> | null = null;
  #current: Standing | null = null;
  #idle: (() => void) | null = null;
  #arrival: (() => void) | null = null;
  #absence = 0;
  #sent = 0;
  #traders = 0;
  #commands = 0;
  #fills = 0;
  #durable = 0;
  #compared = 0;
  #isCalm = false;

  constructor({ subject, seed, isHarsh, mostEvents }: VenuePlan) {
    this.#subject = subject;
    this.#mostEvents = mostEvents;
    this.#random = new Random(`${seed} venue`);
    this.#trouble = randomTrouble({
      trial: 0,
      random: this.#random.fork("trouble"),
      callbacks: [],
      exposed: [],
      commands: subject.commands,
    });
    this.#market = subject.market(seed);
    this.#clock = new SimulatedClock(this.#market.start);
    this.#exchange = new PaperExchange({
      ...this.#market.exchange,
      clock: this.#clock,
      seed,
      faults: (request) =>
        isHarsh && !this.#isCalm ? this.#trouble.faults(request) : null,
    });
    this.#truth = new Truth(this.#exchange);
    this.#doubles = new Doubles((what) => this.#broken.add(what));
    this.#exchange.onFill((fill) => {
      this.#fills += 1;
      this.#doubles.filled(fill);
      this.#tell({ kind: "fill", fill });
    });
    this.#exchange.onOrder((order) => this.#tell({ kind: "order", order }));
    this.#exchange.onSettlement((settlement) =>
      this.#tell({ kind: "settlement", settlement }),
    );
  }

  /** @returns the port on which traders are waited for */
  async open(): Promise<number> {
    const server = createServer((socket) => this.#connected(socket));
    this.#server = server;
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve()),
    );
    const address = server.address();
    if (address === null || typeof address === "string")
      throw new Error("the venue has no port");
    return address.port;
  }

  /** The whole market, and what comes after it until the strategy is done. */
  async run(): Promise<VenueReport> {
    await this.#present();
    let events = 0;
    for await (const event of this.#market.events) {
      if (++events > this.#mostEvents) break;
      await this.#until(event.time);
      await this.#hear(event);
    }
    this.#isCalm = true;
    this.#tell({ kind: "market is over" });
    const end = this.#clock.now() + LONGEST_CALM;
    while (this.#clock.now() < end) {
      await this.#until(this.#clock.now() + CALM_INTERVAL);
      if (this.#current?.isOver === true) break;
      const time = this.#clock.now();
      for (const event of this.#last.values())
        await this.#hear({ ...event, time });
    }
    await this.#present();
    this.#judge();
    this.#server?.close();
    return {
      broken: [...this.#broken],
      traders: this.#traders,
      orders: this.#doubles.orders,
      fills: this.#fills,
      acknowledged: this.#acknowledged.size,
      durable: this.#durable,
      compared: this.#compared,
      ends: this.#ends(),
    };
  }

  #ends(): string {
    const { configuration = [] } = this.#current ?? {};
    return `${this.#truth.toString()} in ${configuration.join(", ")}`;
  }

  async #until(time: number): Promise<void> {
    const now = this.#clock.now();
    if (this.#wire === null) {
      this.#absence -= time - now;
      if (this.#absence <= 0) await this.#present();
    }
    await this.#clock.advance(Math.max(0, time - this.#clock.now()));
  }

  async #hear(event: MarketEvent): Promise<void> {
    if (event.kind === "quote") this.#last.set(event.instrument.id, event);
    this.#exchange.hear(event);
    this.#tell({ kind: "market", event });
    const trigger = this.#isCalm ? null : this.#command();
    if (trigger !== null) {
      this.#commands += 1;
      this.#tell({ kind: "command", trigger, id: `person-${this.#commands}` });
    }
    // Whatever the trader does about it, it does before anything else happens.
    await this.#clock.advance(0);
  }

  #command(): string | null {
    const { commands } = this.#subject;
    if (!this.#random.chance(0.02)) return null;
    return (
      commands[Math.floor(this.#random.between(0, commands.length))] ?? null
    );
  }

  /** Waits, in the real world, until a trader is there and knows all. */
  async #present(): Promise<void> {
    if (this.#wire === null)
      await new Promise<void>((resolve) => {
        this.#arrival = resolve;
      });
    await this.#clock.advance(0);
  }

  #connected(socket: Socket): void {
    const wire = new Wire<ToVenue, ToTrader>(socket, isToVenue, (message) => {
      if (this.#wire === wire || message.kind === "hello")
        this.#heard(message, wire);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (this.#wire === wire) this.#deserted();
    });
  }

  /** The trader is dead. The market goes on. */
  #deserted(): void {
    this.#wire = null;
    this.#current = null;
    this.#absence = this.#random.between(0, LONGEST_ABSENCE);
    this.#clock.disarm(this.#wake);
    this.#idle?.();
  }

  #heard(message: ToVenue, wire: Wire<ToVenue, ToTrader>): void {
    switch (message.kind) {
      case "hello":
        if (this.#wire !== null) this.#deserted();
        this.#wire = wire;
        this.#sent = 0;
        this.#traders += 1;
        this.#tell({
          kind: "welcome",
          acknowledged: [...this.#acknowledged],
          marks: this.#marks,
        });
        this.#arrival?.();
        this.#arrival = null;
        break;
      case "question":
        void this.#reply(message.number, message.question, wire);
        break;
      case "idle":
        if (message.through === this.#sent) this.#rested(message);
        break;
      case "acknowledged":
        this.#acknowledged.set(message.id, message.machine);
        break;
      case "durable":
        this.#durable += 1;
        this.#marks.set(message.machine, message.mark);
        break;
      case "broken":
        this.#broken.add(message.what);
        break;
    }
  }

  #rested({ next, standing }: Extract<ToVenue, { kind: "idle" }>): void {
    this.#standings.set(standing.id, standing);
    this.#current = standing;
    if (next === null) this.#clock.disarm(this.#wake);
    else this.#clock.arm(this.#wake, Math.max(next, this.#clock.now()));
    this.#idle?.();
    if (standing.isSettled) this.#compare();
  }

  /** Nothing is under way: the books say what the venue says. */
  #compare(): void {
    if (this.#truth.working.length > 0) return;
    this.#compared += 1;
    const books = new Map<string, number>();
    for (const { holds } of this.#standings.values())
      for (const [asset, quantity] of holds)
        books.set(asset, (books.get(asset) ?? 0) + quantity);
    const { positions } = this.#truth;
    for (const asset of new Set([...books.keys(), ...positions.keys()])) {
      const [said, held] = [books.get(asset) ?? 0, positions.get(asset) ?? 0];
      if (Math.abs(said - held) <= TOLERANCE) continue;
      const where = this.#current?.configuration.join(", ") ?? "";
      this.#broken.add(
        `the venue has ${held} ${asset}, the books have ${said}, in ${where}`,
      );
    }
  }

  #judge(): void {
    if (this.#truth.isFlat) return;
    if (this.#current?.isError === true) return;
    this.#broken.add(`ends with ${this.#ends()}`);
  }

  #tell(message: Message): void {
    if (this.#wire === null) return;
    this.#sent += 1;
    if (this.#idle === null)
      this.#clock.hold(
        new Promise<void>((resolve) => {
          this.#idle = () => {
            this.#idle = null;
            resolve();
          };
        }),
      );
    this.#wire.send({ ...message, time: this.#clock.now() });
  }

  async #reply(
    number: number,
    question: Question,
    wire: Wire<ToVenue, ToTrader>,
  ): Promise<void> {
    const answer = await this.#ask(question);
    if (this.#wire === wire)
      this.#tell({ kind: "answer", question: number, answer });
  }

  async #ask(question: Question): Promise<Answer> {
    const exchange = this.#exchange;
    try {
      return { kind: "answer", value: await this.#answer(question, exchange) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return error instanceof Rejected
        ? { kind: "rejected", message, code: error.code }
        : { kind: "no answer", message };
    }
  }

  #answer(question: Question, exchange: PaperExchange) {
    switch (question.kind) {
      case "price":
        return exchange.marketPrice(question.instrument);
      case "market order":
        this.#doubles.asked(question.request);
        return exchange.placeMarketOrder(question.request);
      case "limit order":
        this.#doubles.asked(question.request);
        return exchange.placeLimitOrder(question.request);
      case "cancel":
        return exchange.cancelOrder(
          question.instrument,
          question.clientOrderId,
        );
      case "status":
        return exchange.orderStatus(
          question.instrument,
          question.clientOrderId,
        );
      case "position":
        return exchange.position(question.instrument);
      case "account":
        return exchange.account(question.venue, question.currency);
    }
  }
}
