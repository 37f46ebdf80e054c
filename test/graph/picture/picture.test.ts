import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyFigure } from "../../../src/graph/picture/layout/dress.ts";
import type { Scene } from "../../../src/graph/picture/scene/scene.ts";
import { sceneOf } from "../../../src/graph/picture/index.ts";
import { escapeXml } from "../../../src/graph/picture/svg/xml.ts";
import { randomSpec } from "../../support/random-spec.ts";
import { drawn, nested, strategyIn } from "./drawing.ts";
import { faultsIn } from "./faults.ts";

const strategies = join(import.meta.dirname, "../../../strategies");
const written = readdirSync(strategies)
  .filter((name) => name.endsWith(".fsm"))
  .map((name) => readFileSync(join(strategies, name), "utf8"));

/** Denser ones take long to lay out, and are no likelier to be drawn wrong. */
const MOST_ARROWS = 130;
const randoms = Array.from({ length: 40 }, (_, seed) => randomSpec(seed))
  .filter((text) => sceneOf(strategyIn(text)).arrows.length <= MOST_ARROWS)
  .slice(0, 8);

describe("nothing collides, and arrows end where they lead", () => {
  test.each([...written, nested(), crowded()].map(named))(
    "in %s",
    async (_name, text) => {
      expect(faultsIn(await drawn(text))).toEqual([]);
    },
  );

  test("in random strategies", async () => {
    expect(randoms.length).toBeGreaterThan(3);
    for (const text of randoms) expect(faultsIn(await drawn(text))).toEqual([]);
  }, 120_000);
});

test("every state and every transition is there once", () => {
  for (const text of [...written, nested(), crowded(), ...randoms]) {
    const strategy = strategyIn(text);
    const scene = sceneOf(strategy);
    expect(branchesIn(scene)).toEqual(
      strategy.branches.map(({ index }) => index),
    );
    const states = [...everyFigure(scene.figures)].flatMap((each) =>
      each.kind === "state" ? [each.state] : [],
    );
    expect(states).toEqual(strategy.states);
  }
});

test("the same spec gives the same bytes", async () => {
  const [first, second] = [await drawn(nested()), await drawn(nested())];
  expect(second.svg).toBe(first.svg);
});

describe("as XML", () => {
  test("names and documents cannot break out", async () => {
    const { svg } = await drawn(`
      /// </title><script>alert("1")</script> & ]]>
      strategy Odd {
        context { text: string = "" }
        trigger GO(text: string)
        initial state A {
          on GO when event.text == "<b> & \\" '" set text = "</text>" -> B
          on GO stay
        }
        /// --> <!-- &amp;
        final state B
      }`);
    const { root } = parseXml(svg);
    const names = new Set(elementsIn(root).map((each) => each.name));
    expect(names).not.toContain("script");
    expect(names).not.toContain("b");
    expect(root?.text).toContain('</title><script>alert("1")</script> & ]]>');
    expect(root?.text).toContain('[event.text == "<b> & \\"');
  });

  test("any text survives", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { root } = parseXml(
          `<a b="${escapeXml(text)}">${escapeXml(text)}</a>`,
        );
        const kept = Array.from(text.toWellFormed(), (each) =>
          isXml(each.codePointAt(0) ?? 0) ? each : "\uFFFD",
        ).join("");
        expect(root?.text).toBe(kept);
        expect(root?.attributes["b"]).toBe(kept);
      }),
    );
  });
});

/** Long names, many ways between two states, deep nesting, ways to itself, out of and into composites. */
function crowded(): string {
  const name = "AVERYLONGNAMETHATNOBODYSHOULDGIVETOASTATEBUTSOMEBODYALWAYSDOES";
  const events = Array.from({ length: 9 }, (_, index) => `EVENT_${index}`);
  return `
    strategy Crowded {
      context { count: number = 0 }
      ${events.map((event) => `trigger ${event}`).join("\n")}
      initial state ${name} {
        ${events.map((event, index) => `on ${event} when count > ${index} set count = count + ${index} -> OUTER`).join("\n")}
        after 5s -> ${name}
      }
      state OUTER {
        on EVENT_0 -> OUTER
        on EVENT_1 -> DEEPEST
        on EVENT_2 -> history OUTER
        on EVENT_3 -> ONE.A, TWO.B
        initial state MIDDLE {
          initial state INNER {
            initial state DEEPEST {
              on EVENT_4 -> DEEPEST
              on EVENT_5 -> ${name}
              on EVENT_6 -> OUTER
              on EVENT_7 { when count > 3 -> MIDDLE when count > 2 -> INNER else -> DONE }
            }
            on EVENT_8 -> INNER reenter
          }
        }
        parallel state BOTH {
          state ONE { initial state A { on EVENT_4 -> C } state C { on EVENT_6 -> DEEPEST } }
          state TWO { initial state B { on EVENT_4 -> D } state D { on EVENT_6 -> TWO } }
          on EVENT_5 -> deep history OUTER
        }
      }
      final state DONE
    }`;
}

function named(text: string): readonly [string, string] {
  return [/strategy (\w+)/.exec(text)?.[1] ?? "", text];
}

/** Production `Char` of XML 1.0. */
function isXml(codePoint: number): boolean {
  if (codePoint < 0x20) return [0x9, 0xa, 0xd].includes(codePoint);
  return codePoint !== 0xfffe && codePoint !== 0xffff;
}

/** In ascending order, each as often as it is told. */
function branchesIn({ figures, arrows, notes }: Scene): readonly number[] {
  const statements = [
    ...arrows.flatMap((each) => each.statements),
    ...notes,
    ...[...everyFigure(figures)].flatMap((each) => {
      if (each.kind === "state") return each.body;
      return each.kind === "anywhere" ? each.statements : [];
    }),
  ];
  return statements
    .flatMap(({ branches }) => branches)
    .toSorted((a, b) => a - b);
}

function elementsIn(element: XmlElement | null): readonly XmlElement[] {
  if (element === null) return [];
  return [
    element,
    ...element.children.flatMap((child) =>
      child instanceof XmlElement ? elementsIn(child) : [],
    ),
  ];
}
