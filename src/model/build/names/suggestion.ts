import type { Fix } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";

/** The fix that writes the name that was most likely meant. */
export function renaming(span: Span, name: string | null): readonly Fix[] {
  return name === null
    ? []
    : [{ title: `write \`${name}\``, edits: [{ span, text: name }] }];
}
