import { styleText } from "node:util";
import type { Span } from "../../source/index.ts";
import { printable } from "./columns.ts";
import { frame, type Part } from "./frame.ts";
import { prose } from "./prose.ts";
import type { TextOptions } from "./text.ts";

/** Something to say about a place of a text that is no spec: it has no rule, so neither code nor page. */
export interface RenderedRemark {
  /** `error`, `lost`: what stands before the headline. */
  readonly kind: string;
  readonly message: string;
  readonly why: string;
  readonly span: Span;
}

/** A remark with its source frame, in the manner of a diagnostic, with a line break at its end. */
export function renderRemark(
  { kind, message, why, span }: RenderedRemark,
  options: TextOptions = {},
): string {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    options.colour === true
      ? styleText(format, text, { validateStream: false })
      : text;
  const colour = kind === "error" ? "red" : "yellow";
  const paint = (part: Part, text: string): string =>
    part === "source" || text === ""
      ? text
      : style(part === "primary" ? colour : "cyan", text);
  const lines = [
    `${style(["bold", colour], kind)}: ${style("bold", printable(message))}`,
    ...frame({ span, label: null, related: [] }, paint, options.width ?? null),
    ...prose(style, "why", why, options.width ?? null),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
