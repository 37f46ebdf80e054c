import { CST, type Scalar } from "yaml";
import type { SourceFile, Span } from "../../source/index.ts";
import { offsetsOf, type ScalarStyle } from "./decode.ts";
import type { YamlScalar } from "./value.ts";

/** A scalar with the place of each of its characters; the line breaks around a block are no part of it. */
export function scalarOf(source: SourceFile, node: Scalar): YamlScalar {
  const token = node.srcToken;
  if (!CST.isScalar(token)) {
    const [start = 0, end = start] = node.range ?? [];
    return emptyAt({ file: source, start, end });
  }
  const { style, raw, start } = contentOf(token);
  const decoded = typeof node.value === "string" ? node.value : "";
  const offsets = offsetsOf(decoded, raw, start, style);
  const lead = style === "block" ? decoded.search(/[^\n]|$/) : 0;
  const text = style === "block" ? decoded.slice(lead).trimEnd() : decoded;
  const offsetAt = (index: number): number =>
    offsets(lead + Math.max(0, Math.min(index, text.length)));
  return {
    kind: "scalar",
    text,
    quoted: style !== "plain",
    span: { file: source, start: offsetAt(0), end: offsetAt(text.length) },
    offsetAt,
  };
}

/** What stands between the quotes, or under the header of a block, and where. */
function contentOf(token: CST.FlowScalar | CST.BlockScalar): {
  readonly style: ScalarStyle;
  readonly raw: string;
  readonly start: number;
} {
  if (token.type === "block-scalar") {
    let start = token.offset;
    for (const part of token.props)
      if ("source" in part && typeof part.source === "string")
        start += part.source.length;
    return { style: "block", raw: token.source, start };
  }
  const { source, offset } = token;
  if (token.type === "scalar" || token.type === "alias")
    return { style: "plain", raw: source, start: offset };
  const style = token.type === "single-quoted-scalar" ? "single" : "double";
  const quote = style === "single" ? "'" : '"';
  const closed = source.length > 1 && source.endsWith(quote);
  const raw = source.slice(1, closed ? -1 : source.length);
  return { style, raw, start: offset + 1 };
}

/** Nothing, where something could stand. */
export function emptyAt(span: Span): YamlScalar {
  const offsetAt = (): number => span.start;
  return { kind: "scalar", text: "", quoted: false, span, offsetAt };
}
