import type { Node } from "acorn";
import type { Span } from "../../../../source/index.ts";
import { outcomeOf } from "../abrupt.ts";
import type { Content } from "../content.ts";
import type { DataDocument } from "../document.ts";
import { bare, parseExpression, parseScript } from "../parse.ts";
import { SYSTEM_VARIABLES } from "../platform.ts";
import type { Text } from "../text.ts";

/** Variables of a document beside its `<data>`: what `<foreach>` and scripts declare. */
export function declaredVariables(
  document: DataDocument,
): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  const add = (name: string, span: Span) => {
    if (!SYSTEM_VARIABLES.includes(name) && !found.has(name))
      found.set(name, span);
  };
  const addVariable = (text: Text) => {
    const node = outcomeOf(() => bare(parseExpression(text)));
    if (node.kind === "value" && node.value.type === "Identifier")
      add(node.value.name, text.span);
  };
  const addScript = (text: Text) => {
    const program = outcomeOf(() => parseScript(text));
    if (program.kind !== "value") return;
    for (const statement of program.value.body)
      for (const { name, start, end } of assignedIn(statement))
        add(name, text.at(start, end));
  };
  const visit = (contents: readonly Content[]): void => {
    for (const content of contents) {
      if (content.kind === "script" && content.text !== null)
        addScript(content.text);
      if (content.kind === "if")
        for (const branch of content.branches) visit(branch.content);
      if (content.kind === "foreach") {
        addVariable(content.item);
        if (content.index !== null) addVariable(content.index);
        visit(content.content);
      }
    }
  };
  visit(document.scripts);
  for (const block of document.blocks) visit(block.content);
  return found;
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a statement declares or assigns outside of functions: a name that nothing has becomes a global variable. */
function* assignedIn(node: unknown): Generator<Named> {
  if (Array.isArray(node)) {
    for (const each of node) yield* assignedIn(each);
    return;
  }
  if (!isNode(node)) return;
  switch (node.type) {
    case "FunctionDeclaration":
      if ("id" in node) yield* named(node.id);
      return;
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return;
    case "VariableDeclarator":
      if ("id" in node) yield* named(node.id);
      break;
    case "AssignmentExpression":
      if ("left" in node) yield* named(node.left);
      break;
    default:
  }
  for (const part of Object.values(node)) yield* assignedIn(part);
}

function* named(node: unknown): Generator<Named> {
  if (!isNode(node) || node.type !== "Identifier") return;
  if (!("name" in node) || typeof node.name !== "string") return;
  yield { name: node.name, start: node.start, end: node.end };
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string"
  );
}
