import {
  at,
  type Diagnostic,
  type Place,
} from "../../src/diagnostics/index.ts";
import { SourceFile, type Span, spellingOf } from "../../src/source/index.ts";

/** A text with stretches marked by hand: `«` and `»` around what is meant; spans come in the order of the text. */
export function marked(
  path: string,
  text: string,
): { readonly file: SourceFile; readonly spans: readonly Span[] } {
  const file = new SourceFile(
    path,
    text.replaceAll(/[«»]/g, ""),
    spellingOf(path),
  );
  const spans: Span[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const unit of text.split("")) {
    if (unit === "«") starts.push(offset);
    else if (unit === "»")
      spans.push({ file, start: starts.pop() ?? 0, end: offset });
    else offset += 1;
  }
  return { file, spans: spans.toSorted((a, b) => a.start - b.start) };
}

/** A diagnostic of some rule. */
export function diagnosticAt(
  span: Span,
  more: Omit<Place, "span"> & { readonly label?: string } = {},
): Diagnostic {
  const { label, ...place } = more;
  return at(
    { span, ...place },
    {
      rule: "shadowed-transition",
      message: "this can never be taken",
      why: "something else comes first",
      help: "change their order",
      ...(label === undefined ? {} : { label }),
    },
  );
}
