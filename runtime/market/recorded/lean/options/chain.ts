import { join } from "node:path";
import type { Bar, OptionAnalytics } from "../../../event.ts";
import type { OptionContract } from "../../../instrument.ts";
import { mergeByTime } from "../../../merge.ts";
import type { Quote } from "../../../quote.ts";
import type { RecordedFile } from "../../file/recorded-file.ts";
import { daysWanted } from "../../file/days-wanted.ts";
import type { ReadOptions } from "../../row/reading.ts";
import { requireSome } from "../../row/require-some.ts";
import { type DayRange, rangeText } from "../../time/day.ts";
import {
  byDay,
  type DayRecording,
  type Recording,
  recordingsIn,
  tablesOf,
} from "../folder.ts";
import { leanSymbol } from "../names.ts";
import { readQuoteBars } from "../quote-bars.ts";
import { isIntraday, type LeanResolution, type RowsOf } from "../times.ts";
import { readTradeBars } from "../trade-bars.ts";
import { contractNamed } from "./contract-name.ts";
import {
  type LeanChainSpec,
  compareContracts,
  type ContractKey,
  Contracts,
} from "./contracts.ts";
import { readOpenInterest } from "./open-interest.ts";
import { readUniverses } from "./universe.ts";

/** What LEAN keeps apart of options. */
export type OptionTicks = "quote" | "trade" | "openinterest";

/** Which recordings of a chain, and how they are read. */
export interface ChainQuery extends DayRange, ReadOptions {
  /** Default: minutes. */
  readonly resolution?: LeanResolution;
  /** Which contracts are wanted; the tables of others are not opened. Default: all. */
  readonly only?: (contract: OptionContract) => boolean;
}

interface Table {
  readonly file: RecordedFile;
  readonly contract: OptionContract;
}

type ReadTable<Event> = (
  file: RecordedFile,
  contract: OptionContract,
  rows: Omit<RowsOf, "market">,
  options: ReadOptions,
) => AsyncGenerator<Event>;

/**
 * LEAN's recordings of the options on one underlying. All streams are in time
 * order over all contracts, and at most one day of them (of hours and days:
 * one year) is being read at a time.
 */
export class LeanOptionChain {
  readonly #lean: string;
  readonly #folder: string;
  readonly #root: string;
  readonly #style: string;
  readonly #contracts: Contracts;

  /** @param lean LEAN's data folder: the one with `option`, `indexoption` … */
  constructor(lean: string, spec: LeanChainSpec) {
    const { underlying } = spec;
    const isIndex = underlying.kind === "index";
    this.#lean = lean;
    this.#folder = join(
      lean,
      isIndex ? "indexoption" : "option",
      underlying.venue.toLowerCase(),
    );
    this.#root = leanSymbol(spec.root ?? underlying.symbol);
    this.#style = isIndex ? "european" : "american";
    this.#contracts = new Contracts(spec);
  }

  /** The one with this right, strike and expiry, whether it is recorded or not; the same object each time. */
  contract(key: ContractKey): OptionContract {
    return this.#contracts.contract(key);
  }

  /** The days that have minutes, as UTC midnights, in order. */
  async days(ticks: OptionTicks = "quote"): Promise<readonly number[]> {
    const recordings = byDay(await this.#recordings("minute", ticks));
    return recordings.map(({ day }) => day);
  }

  /**
   * The contracts that have minutes on a day, by expiry, strike and right; no table is opened.
   *
   * @throws MarketDataError if there are none of that day; the message says which days there are
   */
  async contracts(
    day: number,
    ticks: OptionTicks = "quote",
  ): Promise<readonly OptionContract[]> {
    const query = { from: day, to: day };
    const contracts: OptionContract[] = [];
    for await (const { tables } of this.#parts(ticks, query))
      contracts.push(...tables.map(({ contract }) => contract));
    return contracts;
  }

  /**
   * Of all wanted contracts.
   *
   * @throws MarketDataError if there are none of those days; the message says which there are
   * @throws BadRowError at a row that is not what the format says, unless `onBadRow` takes it
   */
  quotes(query: ChainQuery = {}): AsyncGenerator<Quote> {
    return this.#read("quote", query, readQuoteBars);
  }

  /** The same of what was traded. */
  bars(query: ChainQuery = {}): AsyncGenerator<Bar> {
    return this.#read("trade", query, readTradeBars);
  }

  /** How many contracts there are, and nothing else of them; by the day it is known in the evening. */
  openInterest(query: ChainQuery = {}): AsyncGenerator<OptionAnalytics> {
    return this.#read("openinterest", query, readOpenInterest);
  }

  /**
   * What the universes say of each contract: implied volatility, Greeks, open
   * interest, the underlying's price. The file of a day has its close in it:
   * it is known at the midnight that ends the day in New York, as LEAN has it,
   * and is told no earlier. The latest file before `from` is told at the
   * beginning of `from`.
   *
   * @throws MarketDataError if none is known before the end of `to`
   */
  universe(
    query: Omit<ChainQuery, "resolution"> = {},
  ): AsyncGenerator<OptionAnalytics> {
    const folders = [
      join(this.#folder, "universes", this.#root),
      join(this.#lean, "universes", this.#root),
    ];
    return readUniverses(folders, this.#contracts, query);
  }

  async *#read<Event extends { readonly time: number }>(
    ticks: OptionTicks,
    query: ChainQuery,
    read: ReadTable<Event>,
  ): AsyncGenerator<Event> {
    const none = `${this.#folder}: there are no ${ticks} recordings ${rangeText(query)} of the wanted options on ${this.#root}`;
    for await (const { rows, tables } of this.#parts(ticks, query)) {
      const streams = tables.map(({ file, contract }) =>
        read(file, contract, rows, query),
      );
      yield* requireSome(mergeByTime(...streams), none);
    }
  }

  /** Day after day, or year after year, the wanted tables. */
  async *#parts(
    ticks: OptionTicks,
    query: ChainQuery,
  ): AsyncGenerator<{
    readonly rows: Omit<RowsOf, "market">;
    readonly tables: readonly Table[];
  }> {
    const { resolution = "minute" } = query;
    const recordings = await this.#recordings(resolution, ticks);
    const isByDay = isIntraday(resolution);
    const parts = isByDay ? byDay(recordings) : byYear(recordings);
    const what = `${resolution} ${ticks} recordings of options on ${this.#root}`;
    const range = isByDay ? query : wholeYears(query);
    const folder = this.#folderOf(resolution);
    for (const part of await daysWanted(parts, range, what, folder))
      yield {
        rows: { resolution, day: isByDay ? part.day : null, range: query },
        tables: await this.#tables(part, ticks, query),
      };
  }

  /** By expiry, strike and right, whatever they are packed in: so are the events of equal times. */
  async #tables(
    recording: Recording,
    ticks: OptionTicks,
    { only = () => true }: ChainQuery,
  ): Promise<readonly Table[]> {
    const files = await tablesOf(recording);
    const tables = files.flatMap((file) => {
      const named = contractNamed(file.name);
      if (named === null || named.ticks !== ticks || named.root !== this.#root)
        return [];
      const contract = this.contract(named);
      return only(contract) ? [{ file, contract }] : [];
    });
    return tables.toSorted((a, b) => compareContracts(a.contract, b.contract));
  }

  #recordings(
    resolution: LeanResolution,
    ticks: OptionTicks,
  ): Promise<readonly Recording[]> {
    const intraday = isIntraday(resolution);
    const packed = intraday
      ? `^(\\d{8})_${ticks}_${this.#style}$`
      : `^${this.#root}_(\\d{4})_${ticks}_${this.#style}$`;
    return recordingsIn(this.#folderOf(resolution), {
      packed: RegExp(packed, "i"),
      plain: RegExp(
        `^(\\d{8})_${this.#root}_${resolution}_${ticks}_${this.#style}_`,
        "i",
      ),
    });
  }

  /** Of seconds and minutes there is one a root; of the others, one for all. */
  #folderOf(resolution: LeanResolution): string {
    const folder = join(this.#folder, resolution);
    return isIntraday(resolution) ? join(folder, this.#root) : folder;
  }
}

function byYear(recordings: readonly Recording[]): readonly DayRecording[] {
  return recordings.map((recording) => ({
    ...recording,
    day: Date.UTC(Number(recording.label), 0, 1),
  }));
}

function wholeYears({ from, to }: DayRange): DayRange {
  const year = (time: number): number =>
    Date.UTC(new Date(time).getUTCFullYear(), 0, 1);
  return {
    from: typeof from === "number" ? year(from) : null,
    to: to ?? null,
  };
}
