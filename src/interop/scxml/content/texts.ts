import type { Body, Content, Param, Text } from "../ecmascript/index.ts";

/** Every text of content that may be an expression. */
export function* textsIn(block: readonly Content[]): Generator<Text> {
  for (const content of block)
    for (const text of textsOf(content)) if (text !== null) yield text;
}

function* textsOf(content: Content): Generator<Text | null> {
  switch (content.kind) {
    case "assign":
      yield content.location;
      yield content.expr;
      yield content.content;
      break;
    case "send":
      yield content.eventexpr;
      yield content.targetexpr;
      yield content.typeexpr;
      yield content.delayexpr;
      yield content.namelist;
      yield* carried(content);
      break;
    case "done":
      yield* carried(content);
      break;
    case "cancel":
      yield content.sendidexpr;
      break;
    case "if":
      for (const branch of content.branches) {
        yield branch.cond;
        yield* textsIn(branch.content);
      }
      break;
    case "foreach":
      yield content.array;
      yield* textsIn(content.content);
      break;
    case "script":
      yield content.text;
      break;
    case "log":
      yield content.expr;
      break;
    case "raise":
      break;
  }
}

function* carried({
  params,
  content,
}: {
  readonly params: readonly Param[];
  readonly content: Body | null;
}): Generator<Text | null> {
  for (const { expr, location } of params) {
    yield expr;
    yield location;
  }
  yield content?.expr ?? null;
}
