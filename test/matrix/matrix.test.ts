import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseXml } from "@rgrove/parse-xml";
import { expect, test } from "vitest";
import {
  matrixCsv,
  matrixHtml,
  matrixMarkdown,
  matrixOf,
  matrixText,
  type Matrix,
} from "../../src/graph/matrix/index.ts";
import { build } from "../../src/model/build.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/index.ts";

const here = import.meta.dirname;
const specs = globSync("*.fsm", { cwd: here }).toSorted();

function strategyIn(path: string) {
  const text = readFileSync(join(here, path), "utf8");
  const { file } = parseFsm(new SourceFile(path, text, "fsm"));
  const host = { load: () => null, exists: () => true };
  const strategy = build(file, host).model.strategies.find(
    (each) => !each.abstract,
  );
  if (strategy === undefined) throw new Error(`${path} has no strategy`);
  return strategy;
}

const FORMATS = {
  txt: matrixText,
  md: matrixMarkdown,
  csv: matrixCsv,
  html: matrixHtml,
} as const satisfies Readonly<Record<string, (matrix: Matrix) => string>>;

const cases = specs.flatMap((spec) =>
  Object.entries(FORMATS).map(([ending, print]) => ({ spec, ending, print })),
);

test.each(cases)("$spec as $ending", async ({ spec, ending, print }) => {
  await expect(print(matrixOf(strategyIn(spec)))).toMatchFileSnapshot(
    join(here, "golden", `${spec}.${ending}`),
  );
});

test.each(specs)("%s: a spreadsheet reads back each cell", (spec) => {
  const matrix = matrixOf(strategyIn(spec));
  const records = readCsv(matrixCsv(matrix));
  const width = matrix.columns.length + 2;
  expect(records.map(({ length }) => length)).toEqual(
    Array.from({ length: matrix.rows.length + 1 }, () => width),
  );
  expect(records.slice(1).map(([state]) => state)).toEqual(
    matrix.rows.map(({ state }) => state),
  );
});

test.each(specs)(
  "%s: the page is well-formed but for its void elements",
  (spec) => {
    const html = matrixHtml(matrixOf(strategyIn(spec)));
    const closed = html
      .replace("<!doctype html>\n", "")
      .replaceAll(/<(meta[^>]*|br)>/g, "<$1/>");
    expect(() => parseXml(closed)).not.toThrow();
    expect(html).not.toMatch(/<script|https?:|src=/);
  },
);

/** RFC 4180, read by its grammar. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let rest = text;
  while (rest !== "") {
    const record: string[] = [];
    for (;;) {
      const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
      if (field === null) throw new Error(`no field: ${rest.slice(0, 40)}`);
      const [whole, inside, plain = "", end] = field;
      record.push(inside?.replaceAll('""', '"') ?? plain);
      rest = rest.slice(whole.length);
      if (end !== ",") break;
    }
    records.push(record);
  }
  return records;
}
