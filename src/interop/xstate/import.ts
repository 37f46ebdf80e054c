import type { Importer } from "../imported.ts";
import { dialectOf } from "./config/dialect.ts";
import { readMachine } from "./config/read.ts";
import { readJson } from "./json/read.ts";
import { Report } from "./report.ts";
import { specOf } from "./spec/strategy.ts";

/** Reads an XState configuration, of version 5 or 4, as JSON. */
export const importXState: Importer = (source) => {
  const report = new Report();
  const json = readJson(source, report);
  if (json === null) return { file: null, remarks: report.remarks };
  const machine = readMachine(json, report);
  if (report.failed) return { file: null, remarks: report.remarks };
  const file = specOf(machine, dialectOf(json), source, report);
  return { file: report.failed ? null : file, remarks: report.remarks };
};
