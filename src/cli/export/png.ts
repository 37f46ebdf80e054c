import type { Strategy } from "../../compile.ts";
import type { ThemeName } from "../../graph/picture/index.ts";
import { UsageError } from "../exit.ts";
import { fontFiles } from "./font.ts";
import { drawSvg } from "./picture.ts";

/** Pixels for each unit of the SVG: sharp on screens of today. */
const SCALE = 2;

/** More than this takes minutes to draw, and most programs do not open it. */
const MOST_PIXELS = 40_000_000;

/** @throws UsageError as `drawSvg`; a PNG cannot follow who looks at it, so `auto` is refused */
export async function drawPng(
  strategy: Strategy,
  theme: ThemeName,
): Promise<Uint8Array> {
  if (theme === "auto")
    throw new UsageError(
      "a PNG cannot change its colours: --theme takes light or dark; --to svg takes auto",
    );
  return toPng(await drawSvg(strategy, theme));
}

/** An SVG as PNG; a large one at a smaller scale. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const { regular, bold } = fontFiles();
  const font = {
    loadSystemFonts: false,
    fontFiles: [regular, bold],
    defaultFontFamily: "DejaVu Sans",
  };
  const { width, height } = new Resvg(svg, { font });
  const most = Math.sqrt(MOST_PIXELS / (width * height));
  const value = Math.min(SCALE, most);
  const picture = new Resvg(svg, { fitTo: { mode: "zoom", value }, font });
  return picture.render().asPng();
}
