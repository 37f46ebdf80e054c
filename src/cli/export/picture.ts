import type { Strategy } from "../../compile.ts";
import type { ThemeName } from "../../graph/picture/index.ts";
import { UsageError } from "../exit.ts";
import { loadFont } from "./font.ts";
import { layOut } from "./layout.ts";

/** For the layout, in milliseconds: with all else, a picture is there or refused within 20 s. */
const LIMIT = 14_000;

/** Far more than can be laid out in that time, so that nobody has to wait. */
const MOST = { states: 1_000, branches: 4_000 } as const;

/**
 * A strategy as SVG: the same bytes on every machine.
 *
 * @throws UsageError if it is too large to be laid out in time
 */
export async function drawSvg(
  strategy: Strategy,
  theme: ThemeName,
): Promise<string> {
  const { states, branches } = strategy;
  if (states.length > MOST.states || branches.length > MOST.branches)
    throw tooLarge(strategy);
  const { dress, elkGraph, placed, sceneOf, toSvg } =
    await import("../../graph/picture/index.ts");
  const font = loadFont();
  const scene = sceneOf(strategy);
  const sizes = dress(scene, font);
  const started = Date.now();
  let layout = await layOut(elkGraph(scene, sizes), LIMIT);
  if (layout.kind === "failed") {
    const left = LIMIT - (Date.now() - started);
    layout = await layOut(elkGraph(scene, sizes, "plain"), left);
  }
  switch (layout.kind) {
    case "too slow":
      throw tooLarge(strategy);
    case "failed":
      throw new Error(`the layout of ${strategy.name}: ${layout.message}`);
    default:
      return toSvg(placed(scene, layout.graph), sizes, font, { theme });
  }
}

function tooLarge({ name, states, branches }: Strategy): UsageError {
  return new UsageError(
    `${name} is too large for a picture: its ${states.length} states and ${branches.length} transitions cannot be laid out within ${LIMIT / 1000} s. ` +
      "Split it into smaller strategies, or export it --to dot, which Graphviz draws",
  );
}
