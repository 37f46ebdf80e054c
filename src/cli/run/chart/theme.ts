/** Colours of a chart; those of states are muted, so that error and lines stand out. */
interface Theme {
  readonly canvas: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  readonly zero: string;
  readonly gap: string;
  readonly marked: string;
  readonly realized: string;
  readonly gain: string;
  readonly loss: string;
  /** Drawn over exposed states. */
  readonly stripe: string;
  readonly error: string;
  readonly suspended: string;
  readonly final: string;
  readonly cancelled: string;
  readonly hues: readonly string[];
  readonly legs: readonly string[];
}

const LIGHT: Theme = {
  canvas: "#ffffff",
  ink: "#1f2328",
  quiet: "#57606a",
  grid: "#e6e9ed",
  zero: "#9aa4b0",
  gap: "#eef0f3",
  marked: "#0b5cad",
  realized: "#8a6d3b",
  gain: "#1a7f37",
  loss: "#b42318",
  stripe: "#1f2328",
  error: "#d33a2f",
  suspended: "#a9bfdf",
  final: "#58ab6f",
  cancelled: "#a8b8ac",
  hues: colours(
    `#d3dae2 #f2c866 #8fb8de #b79ce0 #7cc4b4 #e59ac2
     #c3c05b #6fb1d0 #e8a06b #9aa5e3 #a9c477 #cf97dd
     #4f86c6 #c98f2b #8f6bc9 #3fa38d #c9649b #8c9440`,
  ),
  legs: ["#0f7b6c", "#a03a8c", "#b35900", "#3b5bbf", "#6b7a00", "#8a5a44"],
};

const DARK: Theme = {
  canvas: "#0d1117",
  ink: "#e6edf3",
  quiet: "#9aa4b0",
  grid: "#212831",
  zero: "#5c6773",
  gap: "#171d25",
  marked: "#6cb6ff",
  realized: "#c9a86a",
  gain: "#3fb950",
  loss: "#ff7b72",
  stripe: "#0d1117",
  error: "#e5534b",
  suspended: "#4a6690",
  final: "#2f8f49",
  cancelled: "#526157",
  hues: colours(
    `#3a434e #b98a24 #3f76a8 #7a5bb0 #37897a #ab567f
     #868327 #2c7a9c #b0692f #5a66b3 #678533 #8f549f
     #6ba3d9 #e0b65c #a98be0 #63bfae #d98ab5 #b8b35a`,
  ),
  legs: ["#4cc9b5", "#e08ad0", "#f0a050", "#8ba3f5", "#bccb4a", "#c79a80"],
};

function colours(words: string): readonly string[] {
  return words.split(/\s+/);
}

export type ThemeName = "light" | "dark" | "auto";

/** How many looks there are for legs. */
export const LEGS = LIGHT.legs.length;

/** The style sheet; `auto` follows whoever looks at it. Single classes only: every renderer of SVG knows those. */
export function styleSheet(name: ThemeName): string {
  if (name === "light") return STILL + rules(LIGHT);
  if (name === "dark") return STILL + rules(DARK);
  return `${STILL}${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`;
}

const STILL =
  ".crisp{shape-rendering:crispEdges}" +
  ".marked{fill:none;stroke-width:1.6;stroke-linejoin:round}" +
  ".realized{fill:none;stroke-width:1.2;stroke-dasharray:5 3}" +
  ".grid,.zero{fill:none;stroke-width:1;shape-rendering:crispEdges}" +
  ".stripe{fill:none;stroke-width:1.7;stroke-opacity:.42}" +
  ".dash{fill:none;stroke-width:1.6}" +
  LIGHT.legs
    .map((_, index) => `.leg-${index}{fill-opacity:.16;stroke-width:1.2}`)
    .join("");

function rules(theme: Theme): string {
  return [
    `.canvas{fill:${theme.canvas}}`,
    `.ink{fill:${theme.ink}}`,
    `.label{fill:${theme.quiet}}`,
    `.grid{stroke:${theme.grid}}`,
    `.zero{stroke:${theme.zero}}`,
    `.gap{fill:${theme.gap}}`,
    `.marked{stroke:${theme.marked}}`,
    `.realized{stroke:${theme.realized}}`,
    `.gain,.bought{fill:${theme.gain}}`,
    `.loss,.sold,.alarm{fill:${theme.loss}}`,
    `.stripe{stroke:${theme.stripe}}`,
    `.dash{stroke:${theme.canvas}}`,
    `.error{fill:${theme.error}}`,
    `.suspended{fill:${theme.suspended}}`,
    `.final{fill:${theme.final}}`,
    `.cancelled{fill:${theme.cancelled}}`,
    ...theme.hues.map((hue, index) => `.hue-${index}{fill:${hue}}`),
    ...theme.legs.map(
      (leg, index) => `.leg-${index}{fill:${leg};stroke:${leg}}`,
    ),
  ].join("");
}
