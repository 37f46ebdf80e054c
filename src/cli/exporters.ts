import type { Strategy } from "../compile.ts";
import type { Loss } from "../diagnostics/index.ts";

/** One format that a strategy can be written in. */
export interface Exporter {
  readonly draw: (strategy: Strategy) => string | Promise<string>;
  /** What the format cannot say of it. */
  readonly losses: (strategy: Strategy) => readonly Loss[];
}

/** Each is loaded when it is asked for. */
export const EXPORTERS: Readonly<Record<string, () => Promise<Exporter>>> = {
  mermaid: async () => {
    const { toMermaid } = await import("../graph/index.ts");
    return { draw: toMermaid, losses: () => [] };
  },
  dot: async () => {
    const { toDot } = await import("../graph/index.ts");
    return { draw: toDot, losses: () => [] };
  },
};
