import { BEFALLS, type Fault, type FaultKind } from "./fault.ts";
import type { Fields, Reading } from "./script-reading.ts";
import type { ScriptedFault } from "./scripted.ts";

/** What each kind of fault says besides its name. */
const FIELDS: Readonly<Record<FaultKind, readonly string[]>> = {
  refused: ["code"],
  halted: ["code", "duration"],
  "request-lost": [],
  "answer-lost": [],
  delayed: ["delay"],
  partial: ["share"],
  race: ["share"],
  silent: ["duration"],
  duplicate: [],
  late: ["delay"],
};
const KINDS: readonly FaultKind[] = [
  "refused",
  "halted",
  "request-lost",
  "answer-lost",
  "delayed",
  "partial",
  "race",
  "silent",
  "duplicate",
  "late",
];
const CONDITIONS = [
  "operation",
  "from",
  "until",
  "instrument",
  "order",
  "side",
  "nth",
  "count",
];

/** @throws FaultScriptError */
export function readFault(reading: Reading): ScriptedFault {
  const all = Object.values(FIELDS).flat();
  const name = reading.object(["fault", ...new Set(all), ...CONDITIONS]);
  const kind = name.required("fault").oneOf(KINDS);
  const fields = reading.object(["fault", ...FIELDS[kind], ...CONDITIONS]);
  const operation = fields.optional("operation")?.oneOf(BEFALLS[kind]);
  const from = fields.optional("from")?.time();
  const until = fields.optional("until")?.time();
  const instrument = fields.optional("instrument")?.text();
  const order = fields.optional("order")?.text();
  const side = fields.optional("side")?.oneOf(["buy", "sell"] as const);
  const nth = fields.optional("nth")?.count();
  const count = fields.optional("count")?.count();
  return {
    fault: faultOf(kind, fields),
    ...(operation === undefined ? {} : { operation }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(instrument === undefined ? {} : { instrument }),
    ...(order === undefined ? {} : { order }),
    ...(side === undefined ? {} : { side }),
    ...(nth === undefined ? {} : { nth }),
    ...(count === undefined ? {} : { count }),
  };
}

function faultOf(kind: FaultKind, fields: Fields): Fault {
  const code = (): string => fields.required("code").text();
  const duration = (): number => fields.required("duration").milliseconds();
  const delay = (): number => fields.required("delay").milliseconds();
  switch (kind) {
    case "refused":
      return { kind, code: code() };
    case "halted":
      return { kind, code: code(), duration: duration() };
    case "request-lost":
    case "answer-lost":
    case "duplicate":
      return { kind };
    case "partial":
    case "race":
      return { kind, share: fields.required("share").share() };
    case "silent":
      return { kind, duration: duration() };
    case "delayed":
    case "late":
      return { kind, delay: delay() };
  }
}
