import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Document, Scalar } from "yaml";
import { readYaml } from "../../src/syntax/from-yaml/read.ts";
import type {
  YamlScalar,
  YamlValue,
} from "../../src/syntax/from-yaml/value.ts";
import { SourceFile } from "../../src/source/index.ts";

const STYLES = [
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.BLOCK_FOLDED,
  Scalar.BLOCK_LITERAL,
] as const;

const piece = fc.constantFrom(
  ...Array.from("abc'\"\\->="),
  " ",
  "  ",
  "\n",
  "\n\n",
  "\t",
  "é",
  "😀",
  "word ",
  "longer words ",
  "\u0007",
);
const text = fc.array(piece, { maxLength: 40 }).map((all) => all.join(""));

function only(value: YamlValue | undefined): YamlScalar {
  if (value?.kind !== "mapping") throw new Error("expected a mapping");
  const [entry] = value.entries;
  if (entry?.value.kind !== "scalar") throw new Error("expected a scalar");
  return entry.value;
}

test("each character of a scalar knows where it stands, in every style, folded and escaped", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(...STYLES),
      fc.boolean(),
      (wanted, style, crlf) => {
        const scalar = new Scalar(wanted);
        scalar.type = style;
        const printed = new Document({ key: scalar }).toString({
          lineWidth: 24,
        });
        const yaml = crlf ? printed.replaceAll("\n", "\r\n") : printed;
        const source = new SourceFile("a.yaml", yaml, "yaml");
        const problems: string[] = [];
        const documents = readYaml(source, {
          report: (d) => problems.push(d.message),
          comment: () => {},
        });
        // The package prints a few texts, such as "-\n\na" without quotes, that it cannot read or reads otherwise.
        fc.pre(problems.length === 0);
        const read = only(documents[0]?.root);
        let before = 0;
        for (let i = 0; i < read.text.length; i += 1) {
          const at = read.offsetAt(i);
          expect(at).toBeGreaterThanOrEqual(before);
          before = at;
          const letter = read.text.charAt(i);
          const there = yaml.charAt(at);
          // An escape stands for its letter; the second half of an emoji stands where its first does.
          const fits =
            /[\s\udc00-\udfff]/.test(letter) ||
            there === letter ||
            there === "\\";
          expect(fits).toBe(true);
        }
        expect(read.offsetAt(read.text.length)).toBe(read.span.end);
        seen.add(`${style} ${yaml.includes("\n ")}`);
      },
    ),
    { numRuns: 2000 },
  );
  expect(seen.size).toBeGreaterThan(STYLES.length);
});
