import { LOOKS, type Look } from "../../diagram.ts";

/** Colours of a kind of box: what is drawn around it, what it is filled with, and the text on that. */
export interface Paint {
  readonly stroke: string;
  readonly fill: string;
  readonly text: string;
}

export interface Theme {
  readonly canvas: string;
  readonly ink: string;
  /** Text of less weight: effects, summaries. */
  readonly quiet: string;
  readonly line: string;
  /** What composites are filled with below their title. */
  readonly inside: string;
  readonly anywhere: Paint;
  readonly looks: Readonly<Record<Look, Paint>>;
}

export const LIGHT: Theme = {
  canvas: "#ffffff",
  ink: "#1f2328",
  quiet: "#57606a",
  line: "#4b535d",
  inside: "#fcfcfd",
  anywhere: { stroke: "#6e56cf", fill: "#f5f2ff", text: "#55429f" },
  looks: {
    plain: { stroke: "#57606a", fill: "#f3f5f8", text: "#1f2328" },
    exposed: { stroke: "#9a6700", fill: "#fff6dc", text: "#7a5200" },
    error: { stroke: "#b42318", fill: "#feeceb", text: "#97180f" },
    suspended: { stroke: "#41608f", fill: "#ecf1f9", text: "#33507d" },
    final: { stroke: "#1a7f37", fill: "#e8f6ec", text: "#12612a" },
  },
};

export const DARK: Theme = {
  canvas: "#0d1117",
  ink: "#e6edf3",
  quiet: "#9aa4b0",
  line: "#98a2ae",
  inside: "#11161d",
  anywhere: { stroke: "#a594f9", fill: "#1d1933", text: "#bcb0fb" },
  looks: {
    plain: { stroke: "#8b949e", fill: "#1b212a", text: "#e6edf3" },
    exposed: { stroke: "#d4a72c", fill: "#2b2410", text: "#e3bd55" },
    error: { stroke: "#ff7b72", fill: "#34181a", text: "#ff9d96" },
    suspended: { stroke: "#8fb1e3", fill: "#1a2333", text: "#a9c4ec" },
    final: { stroke: "#3fb950", fill: "#12261a", text: "#6bcf79" },
  },
};

/** What a picture is drawn in; `auto` follows whoever looks at it. */
export type ThemeName = "light" | "dark" | "auto";

export const THEME_NAMES: readonly ThemeName[] = ["light", "dark", "auto"];

/** The style sheet of a picture. Single classes only: every renderer of SVG knows those. */
export function styleSheet(name: ThemeName): string {
  if (name === "light") return rules(LIGHT);
  if (name === "dark") return rules(DARK);
  return `${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`;
}

function rules(theme: Theme): string {
  return [
    `.canvas{fill:${theme.canvas}}`,
    `.ink{fill:${theme.ink}}`,
    `.quiet{fill:${theme.quiet}}`,
    `.line{stroke:${theme.line};fill:none}`,
    `.solid{fill:${theme.line}}`,
    `.inside{fill:${theme.inside}}`,
    ...LOOKS.flatMap((look) => paintRules(look, theme.looks[look])),
    ...paintRules("anywhere", theme.anywhere),
  ].join("");
}

function paintRules(name: string, { stroke, fill, text }: Paint): string[] {
  return [
    `.${name}{fill:${fill};stroke:${stroke}}`,
    `.${name}-line{fill:none;stroke:${stroke}}`,
    `.${name}-solid{fill:${stroke}}`,
    `.${name}-text{fill:${text}}`,
  ];
}
