import type { DataDocument } from "./document.ts";
import type { DataModel, Refusal } from "./result.ts";
import type { Text } from "./text.ts";

/** The data of a document as fields, payloads and expressions of our language. */
export function dataModelOf(document: DataDocument): DataModel {
  const refused = ({ span }: Text): Refusal => ({
    kind: "refused",
    remark: {
      kind: "lost",
      message: "an expression",
      why: "ECMAScript is not translated yet",
      span,
    },
  });
  return {
    fields: [],
    types: [],
    start: { steps: [], remarks: [] },
    bind: () => ({ steps: [], remarks: [] }),
    readsEvent: () => false,
    condition: refused,
    block: () => ({ steps: [], remarks: [] }),
    payload: () => [],
    platformError: (event, span) => ({
      kind: "raise",
      event,
      queue: "internal",
      args: [],
      delay: null,
      sendid: null,
      span: span ?? document.span,
    }),
  };
}
