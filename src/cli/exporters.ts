import type { Strategy } from "../compile.ts";
import type { Loss } from "../diagnostics/index.ts";
import type { ThemeName } from "../graph/picture/index.ts";

/** Text, or the bytes of a picture. */
export type Drawn = string | Uint8Array;

export interface DrawOptions {
  /** Of pictures; null for the format's own. */
  readonly theme: ThemeName | null;
}

/** One format that a strategy can be written in. */
export interface Exporter {
  readonly draw: (
    strategy: Strategy,
    options: DrawOptions,
  ) => Drawn | Promise<Drawn>;
  /** What the format cannot say of it. */
  readonly losses: (strategy: Strategy) => readonly Loss[];
}

/** Each is loaded when it is asked for. */
export const EXPORTERS: Readonly<Record<string, () => Promise<Exporter>>> = {
  mermaid: async () => {
    const { lostInComments, toMermaid } = await import("../graph/index.ts");
    return { draw: toMermaid, losses: lostInComments };
  },
  dot: async () => {
    const { lostInDrawing, toDot } = await import("../graph/index.ts");
    return { draw: toDot, losses: lostInDrawing };
  },
  plantuml: async () => {
    const { lostInDrawing, toPlantUml } = await import("../graph/index.ts");
    return { draw: toPlantUml, losses: lostInDrawing };
  },
  scxml: async () => {
    const { toScxml } = await import("../interop/scxml/export/index.ts");
    return {
      draw: (strategy) => toScxml(strategy).text,
      losses: (strategy) => toScxml(strategy).losses,
    };
  },
  xstate: async () => {
    const { toXState } = await import("../interop/xstate/export/index.ts");
    return {
      draw: (strategy) => toXState(strategy).text,
      losses: (strategy) => toXState(strategy).losses,
    };
  },
  svg: async () => {
    const { drawSvg } = await import("./export/picture.ts");
    return {
      draw: (strategy, { theme }) => drawSvg(strategy, theme ?? "auto"),
      losses: () => [],
    };
  },
  png: async () => {
    const { drawPng } = await import("./export/png.ts");
    return {
      draw: (strategy, { theme }) => drawPng(strategy, theme ?? "light"),
      losses: () => [],
    };
  },
};
