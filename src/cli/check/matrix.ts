import type { Strategy } from "../../compile.ts";
import type * as Tables from "../../graph/matrix/index.ts";
import { EXIT, UsageError, type ExitStatus } from "../exit.ts";
import { oneStrategy } from "../one-strategy.ts";
import { terminal } from "../terminal.ts";

export interface MatrixFlags {
  readonly format: string;
  readonly strategy?: string;
  readonly rule: readonly string[];
}

const PRINTERS: Readonly<
  Record<string, (strategy: Strategy, tables: typeof Tables) => string>
> = {
  text: (strategy, { matrixOf, matrixText }) => matrixText(matrixOf(strategy)),
  markdown: (strategy, { matrixOf, matrixMarkdown }) =>
    matrixMarkdown(matrixOf(strategy)),
  csv: (strategy, { matrixOf, matrixCsv }) => matrixCsv(matrixOf(strategy)),
  html: (strategy, { matrixOf, matrixHtml }) => matrixHtml(matrixOf(strategy)),
};

/** Prints what each state of one strategy does with each trigger. A spec with errors has no table: they go to standard error. */
export async function printMatrix(
  patterns: readonly string[],
  flags: MatrixFlags,
): Promise<ExitStatus> {
  const { format } = flags;
  const print = Object.hasOwn(PRINTERS, format) ? PRINTERS[format] : undefined;
  if (print === undefined)
    throw new UsageError(
      `--matrix takes --format text, markdown, csv or html, not ${JSON.stringify(format)}`,
    );
  const strategy = await oneStrategy(patterns, flags);
  if (strategy === null) return EXIT.findings;
  const tables = await import("../../graph/matrix/index.ts");
  terminal.out.write(print(strategy, tables));
  return EXIT.clean;
}
