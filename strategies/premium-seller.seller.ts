import {
  Timer,
  type Clock,
  type MarketEvent,
  type RunningStrategy,
  type SetupParts,
} from "@fsmc/runtime";
import {
  PremiumSellerMachine,
  type PremiumSellerCallbacks,
  type PremiumSellerParams,
} from "../generated/premium-seller.ts";
import { SessionBell } from "./premium-seller.bell.ts";
import type { Desk } from "./premium-seller.desk.ts";
import { activitiesOf, equityIn } from "./premium-seller.orders.ts";
import type { PremiumReport } from "./premium-seller.report.ts";
import { windowAfter } from "./premium-seller.window.ts";

/** Where MARKET is of use. */
const LOOKS = ["MANAGING", "SUSPENDED", "PENDING_ENTRY"] as const;
/** Who comes from there has just looked. */
const LOOKED = ["READY", "ANALYZING", "PENDING_ENTRY", "ENTERING"] as const;

/** What the machines of one market have in common. */
export interface Surroundings {
  readonly desk: Desk;
  readonly report: PremiumReport;
  readonly clock: Clock;
}

/** How long before the market's end everything is closed: live quotes are needed for that. */
const CLOSING_TIME = 20 * 60_000;

/** One machine, with all that it hears of: the market, the session, its own orders. */
export class Seller implements RunningStrategy {
  readonly machine: PremiumSellerMachine;
  readonly #desk: Desk;
  readonly #report: PremiumReport;
  readonly #bell: SessionBell;
  readonly #clock: Clock;
  /** All that comes at one time is looked at together, just after it. */
  readonly #glance = new Timer(() => this.#look(), "a look at the market");
  readonly #end: number;
  #isStarted = false;
  #isEnding = false;

  constructor(
    { id, params, host, market, wrap }: SetupParts<PremiumSellerParams>,
    { desk, report, clock }: Surroundings,
  ) {
    this.#clock = clock;
    this.#report = report;
    this.#desk = desk;
    const machine: PremiumSellerMachine = new PremiumSellerMachine({
      id,
      params,
      callbacks: wrap(this.#callbacks(() => machine)),
      host,
    });
    this.machine = machine;
    this.#end = market.end - CLOSING_TIME;
    this.#bell = new SessionBell(
      clock,
      desk.calendar,
      machine.params.eventSessions,
      (what) => {
        // Who was told to wait by a person goes on when a person says so.
        if (what !== "RESUME" || !machine.context.isHeld) machine.send(what);
      },
    );
    machine.onOutput((output) => {
      report.told(output);
      if (output.name === "PRICES_WANTED") this.#price();
    });
    machine.ledger?.onPosted((posting) => {
      if (posting.kind === "fill") report.booked(posting);
    });
    machine.ledger?.onBooked(({ leg, fill }) => {
      machine.send("ORDER_FILLED", { leg, quantity: fill.quantity });
    });
    host.exchange?.onOrder((order) => {
      const isOwn = order.clientOrderId.startsWith(`${id}-`);
      if (isOwn && order.status === "rejected")
        machine.send("ORDER_REJECTED", { reason: order.reason?.message ?? "" });
    });
    host.exchange?.onSettlement(({ instrument }) => {
      if (
        machine.context.tickets.some(
          (each) => each.instrument === instrument.id,
        )
      )
        machine.send("ASSIGNED");
    });
  }

  onMarket(event: MarketEvent): void {
    this.#desk.hear(event);
    if (!this.#isStarted) this.#bell.start();
    this.#isStarted = true;
    if (event.time >= this.#end && !this.#isEnding) this.end();
    if (!this.#glance.isArmed)
      this.#clock.arm(this.#glance, this.#clock.now() + 1);
  }

  end(): void {
    this.#isEnding = true;
    this.#bell.stop();
    this.machine.send("MANUAL_OVERRIDE", { wanted: "TERMINATE" });
  }

  /** Of an option, without the sign; null where nothing is known. */
  delta(instrument: string): number | null {
    return this.#desk.board.delta(instrument);
  }

  findings() {
    return this.#report.findings(this.machine.params);
  }

  #callbacks(machine: () => PremiumSellerMachine): PremiumSellerCallbacks {
    const desk = this.#desk;
    const report = this.#report;
    const now = () => this.#clock.now();
    return {
      ...activitiesOf(desk),
      async analyze({ params, exchange }) {
        const capital = (await equityIn(exchange)) ?? params.capital;
        const verdict = desk.verdict(params, capital);
        if (verdict.tickets.length === 0) report.refused(verdict.reason, now());
        else report.sold(verdict.reason, now());
        return verdict;
      },
      planEntry({ endedAt }, { time, from, params }) {
        const { retryPause, pauseAfterTrade } = params;
        const hasLooked = LOOKED.some((state) => from.endsWith(state));
        const earliest = Math.max(
          hasLooked ? time + retryPause : time,
          endedAt === null ? time : endedAt + pauseAfterTrade,
        );
        return windowAfter(earliest, desk.calendar, params);
      },
      diagnose: ({ reason, quantity }, { from }) => {
        const { ledger, unsettled } = machine();
        const held = (ledger?.holdings() ?? [])
          .map((each) => `${each.quantity} ${each.asset}`)
          .join(", ");
        return {
          trouble: `from ${from}: ${reason || "no reason told"}; ${quantity} meant to be held, by the books ${held || "nothing"}; ${unsettled.length} orders under way`,
        };
      },
    };
  }

  #look(): void {
    const { machine } = this;
    if (LOOKS.some((state) => machine.matches(state))) {
      const { ledger, params } = machine;
      const holdings = ledger?.holdings() ?? [];
      const view = this.#desk.view(
        holdings,
        ledger?.summary() ?? { netPnl: 0 },
        params,
      );
      this.#report.seen(view);
      machine.send("MARKET", view);
    }
    this.#price();
  }

  /** Orders that wait go out if all that they are about has a fresh quote. */
  #price(): void {
    const { machine } = this;
    const isExit = machine.matches("PENDING_EXIT");
    if (!isExit && !machine.matches("PENDING_ENTRY")) return;
    const held = (machine.ledger?.holdings() ?? []).flatMap(({ inventory }) =>
      inventory.map(({ instrument }) => instrument.id),
    );
    const wanted = machine.context.tickets.map(({ instrument }) => instrument);
    // An exit is about what is held, which may be shares that were delivered, or nothing any more.
    const all = isExit ? held : wanted;
    if (this.#desk.isQuoted(all, machine.params.maxQuoteAge))
      machine.send("PRICES");
  }
}
