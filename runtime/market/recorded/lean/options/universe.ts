import type { OptionAnalytics } from "../../../event.ts";
import type { OptionContract } from "../../../instrument.ts";
import type { RecordedFile } from "../../file/recorded-file.ts";
import { Cells } from "../../row/cells.ts";
import { daysWanted } from "../../file/days-wanted.ts";
import type { ReadOptions } from "../../row/reading.ts";
import { RowProblem } from "../../row/row-problem.ts";
import { LeftOut, readRows } from "../../row/rows.ts";
import { DAY, type DayRange, dayOf } from "../../time/day.ts";
import { zoneTime } from "../../time/zone.ts";
import { byDay, type DayRecording, recordingsIn, tablesOf } from "../folder.ts";
import type { Contracts } from "./contracts.ts";

export interface UniverseQuery extends DayRange, ReadOptions {
  readonly only?: (contract: OptionContract) => boolean;
}

const COLUMNS = [
  "expiry",
  "strike",
  "right",
  "open",
  "high",
  "low",
  "close",
  "volume",
  "open_interest",
  "implied_volatility",
  "delta",
  "gamma",
  "vega",
  "theta",
  "rho",
] as const;
const AT = {
  expiry: 0,
  strike: 1,
  right: 2,
  close: 6,
  openInterest: 8,
  impliedVolatility: 9,
  delta: 10,
  gamma: 11,
  vega: 12,
  theta: 13,
  rho: 14,
} as const;
const HEADER = `#${COLUMNS.join(",")}`;
/** A file's name is its day. */
const NAMES = { packed: /^(\d{8})$/, plain: /^(\d{8})$/ };

/** @param folders where the files may be; the first that has any */
export async function* readUniverses(
  folders: readonly string[],
  contracts: Contracts,
  query: UniverseQuery,
): AsyncGenerator<OptionAnalytics> {
  for (const recording of await known(folders, query)) {
    const time = zoneTime(
      "America/New_York",
      Math.max(recording.day + DAY, query.from ?? -Infinity),
    );
    const [file] = await tablesOf(recording);
    if (file !== undefined) yield* readUniverse(file, contracts, time, query);
  }
}

/** Those known at the beginning of one of the wanted days, the latest before `from` included. */
async function known(
  folders: readonly string[],
  { from, to }: DayRange,
): Promise<readonly DayRecording[]> {
  const [folder = "", recordings = []] = await firstOf(folders);
  const latest = (to ?? Infinity) - DAY;
  const before = recordings.findLast(
    ({ day }) => day < Math.min(from ?? -Infinity, latest + 1),
  );
  return await daysWanted(
    recordings,
    {
      from: before?.day ?? null,
      to: to === null || to === undefined ? null : latest,
    },
    "universes",
    folder,
  );
}

async function firstOf(
  folders: readonly string[],
): Promise<[string, readonly DayRecording[]] | []> {
  for (const folder of folders) {
    const recordings = byDay(await recordingsIn(folder, NAMES));
    if (recordings.length > 0) return [folder, recordings];
  }
  return [folders.at(-1) ?? "", []];
}

function readUniverse(
  file: RecordedFile,
  contracts: Contracts,
  time: number,
  query: UniverseQuery,
): AsyncGenerator<OptionAnalytics> {
  const { only = () => true } = query;
  let underlyingPrice: number | null = null;
  return readRows(file, query, (line, number) => {
    if (number === 1) return requireHeader(line);
    const cells = new Cells(line, COLUMNS);
    if (cells.isEmpty(AT.expiry)) {
      underlyingPrice = aboveZero(cells, AT.close);
      return new LeftOut("of the underlying, whose price the others have");
    }
    const contract = contracts.contract({
      expiry: expiryOf(cells),
      strike: strikeOf(cells),
      right: rightOf(cells),
    });
    return only(contract)
      ? analyticsOf(cells, contract, time, underlyingPrice)
      : new LeftOut("of a contract that is not wanted");
  });
}

/** LEAN writes 0 where it could not work out a volatility, and then for the Greeks too. */
function analyticsOf(
  cells: Cells,
  instrument: OptionContract,
  time: number,
  underlyingPrice: number | null,
): OptionAnalytics {
  const impliedVolatility = aboveZero(cells, AT.impliedVolatility);
  const greek = (index: number): number | null =>
    impliedVolatility === null ? null : numberOr(cells, index);
  return {
    kind: "option",
    instrument,
    time,
    close: aboveZero(cells, AT.close),
    underlyingPrice,
    impliedVolatility,
    delta: greek(AT.delta),
    gamma: greek(AT.gamma),
    vega: greek(AT.vega),
    theta: greek(AT.theta),
    rho: greek(AT.rho),
    openInterest: cells.isEmpty(AT.openInterest)
      ? null
      : cells.amount(AT.openInterest),
  };
}

function requireHeader(line: string): null {
  if (line.trim() === HEADER) return null;
  throw new RowProblem(`expected the header ${HEADER}, found ${line}`);
}

function expiryOf(cells: Cells): string {
  const text = cells.text(AT.expiry);
  return dayOf(text) === null
    ? cells.reject(AT.expiry, "a day like 20160115")
    : text;
}

function strikeOf(cells: Cells): number {
  const strike = cells.amount(AT.strike);
  return strike > 0 ? strike : cells.reject(AT.strike, "a number above 0");
}

function rightOf(cells: Cells): "call" | "put" {
  switch (cells.text(AT.right)) {
    case "C":
      return "call";
    case "P":
      return "put";
    default:
      return cells.reject(AT.right, "C or P");
  }
}

function numberOr(cells: Cells, index: number): number | null {
  return cells.isEmpty(index) ? null : cells.number(index);
}

function aboveZero(cells: Cells, index: number): number | null {
  const number = cells.isEmpty(index) ? 0 : cells.amount(index);
  return number === 0 ? null : number;
}
