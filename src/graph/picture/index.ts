export { elkGraph, type Effort } from "./layout/elk-graph.ts";
export { dress, type Dress } from "./layout/dress.ts";
export type { ElkNode, LaidOutNode } from "./layout/elk.ts";
export { placed, type Placed } from "./layout/placed.ts";
export { sceneOf } from "./scene/scene-of.ts";
export type { Scene } from "./scene/scene.ts";
export { toSvg } from "./svg/picture.ts";
export { THEME_NAMES, type ThemeName } from "./svg/theme.ts";
export type { Font } from "./text/font.ts";
