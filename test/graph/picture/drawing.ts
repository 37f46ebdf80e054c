import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { loadFont } from "../../../src/cli/export/font.ts";
import { layOut } from "../../../src/cli/export/layout.ts";
import {
  dress,
  elkGraph,
  placed,
  sceneOf,
  toSvg,
  type Dress,
  type Placed,
  type Scene,
} from "../../../src/graph/picture/index.ts";
import { build } from "../../../src/model/build.ts";
import type { Strategy } from "../../../src/model/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { parseFsm } from "../../../src/syntax/index.ts";

const font = loadFont();

/** A strategy, drawn, with all that lies between. */
export interface Drawing {
  readonly strategy: Strategy;
  readonly scene: Scene;
  readonly dress: Dress;
  readonly placed: Placed;
  readonly svg: string;
}

export async function drawn(text: string): Promise<Drawing> {
  const strategy = strategyIn(text);
  const scene = sceneOf(strategy);
  const sizes = dress(scene, font);
  const layout = await layOut(elkGraph(scene, sizes), 60_000);
  if (layout.kind !== "laid out") throw new Error(layout.kind);
  const picture = placed(scene, layout.graph);
  const svg = toSvg(picture, sizes, font, { theme: "light" });
  return { strategy, scene, dress: sizes, placed: picture, svg };
}

const strategies = join(import.meta.dirname, "../../../strategies");

/** The last strategy in a text, a concrete one if there is one; imports are those of `strategies/`. */
export function strategyIn(text: string): Strategy {
  const parsed = parseFsm(new SourceFile("drawn.fsm", text, "fsm"));
  const { model, diagnostics } = build(parsed.file, {
    load(path) {
      const imported = readFileSync(join(strategies, basename(path)), "utf8");
      const { file } = parseFsm(new SourceFile(path, imported, "fsm"));
      return { file, complete: true };
    },
    exists: (path) => existsSync(join(strategies, basename(path))),
  });
  const errors = [...parsed.diagnostics, ...diagnostics].filter(
    ({ severity }) => severity === "error",
  );
  if (errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  const strategy =
    model.strategies.findLast((each) => !each.abstract) ??
    model.strategies.at(-1);
  if (strategy === undefined) throw new Error("no strategy");
  return strategy;
}

/** Every shape that a diagram shows. */
export function nested(): string {
  return readFileSync(join(import.meta.dirname, "../cases/nested.fsm"), "utf8");
}
