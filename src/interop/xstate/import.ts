import type { Importer } from "../imported.ts";
import { dialectOf } from "./config/dialect.ts";
import { readMachine } from "./config/read.ts";
import { readJson } from "./json/read.ts";
import { Remarks } from "../remarks.ts";
import { specOf } from "./spec/strategy.ts";

/** Reads an XState configuration, of version 5 or 4, as JSON. */
export const importXState: Importer = (source) => {
  const report = new Remarks();
  const json = readJson(source, report);
  if (json === null) return { file: null, remarks: report.inOrder() };
  const machine = readMachine(json, report);
  if (report.failed) return { file: null, remarks: report.inOrder() };
  const file = specOf(machine, dialectOf(json), source, report);
  return { file: report.failed ? null : file, remarks: report.inOrder() };
};
