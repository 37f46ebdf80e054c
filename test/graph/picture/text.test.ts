import { assert, constantFrom, array, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { loadFont } from "../../../src/cli/export/font.ts";
import { tailTextOf } from "../../../src/graph/picture/scene/tail-text.ts";
import {
  breakLines,
  lineWidth,
} from "../../../src/graph/picture/text/break-lines.ts";
import {
  paragraph,
  plainText,
} from "../../../src/graph/picture/text/paragraph.ts";

const font = loadFont();

describe("a transition's text comes apart", () => {
  test.each([
    ["-> X", null, ""],
    ["when a > 1 -> X", "a > 1", ""],
    ["else do note stay", "else", "do note"],
    [
      "set a = 1, b = 2 raise T(a) delay 5s -> X",
      null,
      "set a = 1, b = 2 raise T(a) delay 5s",
    ],
    [
      'when event.text == "-> stay set" do note -> X',
      'event.text == "-> stay set"',
      "do note",
    ],
    ["when set > do set a = stay -> X", "set > do", "set a = stay"],
    [
      "when not flat and (a ?? do) > 1 flat spot -> X, Y",
      "not flat and (a ?? do) > 1",
      "flat spot",
    ],
    [
      "when length(list[0]) > 1 cancel T -> deep history X reenter",
      "length(list[0]) > 1",
      "cancel T",
    ],
  ])("%s", (tail, guard, effects) => {
    expect(tailTextOf(tail)).toEqual({ guard, effects });
  });
});

describe("text is as wide as in the font", () => {
  test("that the picture is drawn with", () => {
    // Advances of DejaVu Sans 2.37, in 2048ths: A 1401, i 569, W 2025; of its bold face: A 1585.
    expect(font.width("AiW", 2048, false)).toBe(1401 + 569 + 2025);
    expect(font.width("A", 2048, true)).toBe(1585);
  });

  test("and is broken into lines that fit", () => {
    const word = constantFrom(
      "a",
      "WIDE",
      "some",
      "A_VERY_LONG_NAME_OF_A_STATE_THAT_DOES_NOT_FIT",
      "[x",
      ">",
      '"in quotes"',
      "/",
      "x.y.z(1,2)",
    );
    assert(
      property(
        array(word, { minLength: 1, maxLength: 30 }),
        integer({ min: 1, max: 6 }),
        (words, lines) => {
          const whole = paragraph(
            { text: `${words.slice(0, 2).join(" ")} `, tone: "strong" },
            { text: words.slice(2).join(" "), tone: "plain" },
          );
          const measure = { font, size: 10, width: 120, lines };
          const broken = breakLines(whole, measure);
          expect(broken.length).toBeLessThanOrEqual(lines);
          for (const line of broken)
            expect(lineWidth(line, font, 10)).toBeLessThanOrEqual(120);
          const letters = (text: string): string => text.replaceAll(/\s/g, "");
          const said = letters(broken.map(plainText).join(""));
          const meant = letters(plainText(whole));
          const isCut = said.endsWith("…");
          const kept = isCut ? said.slice(0, -1) : said;
          expect(isCut ? meant.slice(0, kept.length) : meant).toBe(kept);
        },
      ),
    );
  });
});
