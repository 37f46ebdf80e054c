import { readFileSync } from "node:fs";
import { format } from "prettier";
import { cstTypes } from "../../grammar/cst-types.ts";
import { ebnf } from "../../grammar/ebnf.ts";
import { FsmParser } from "../../grammar/parser.ts";
import { jsonSchema } from "../../grammar/schema.ts";

/** What follows from the grammar's sources and is committed beside them. */
export interface GeneratedFile {
  /** In `grammar/`. */
  readonly name: string;
  readonly text: string;
}

/** @throws where the parser is ambiguous, or REFERENCE.md and the grammar have different sections */
export async function grammarFiles(): Promise<readonly GeneratedFile[]> {
  const parser = new FsmParser(false); // with Chevrotain's validation
  const types = cstTypes(parser);
  const schema = JSON.stringify(jsonSchema());
  return [
    { name: "cst.ts", text: await format(types, { parser: "typescript" }) },
    { name: "REFERENCE.md", text: withGrammar(reference(), [...ebnf(parser)]) },
    { name: "fsm.schema.json", text: await format(schema, { parser: "json" }) },
  ];
}

function reference(): string {
  const url = new URL("../../grammar/REFERENCE.md", import.meta.url);
  return readFileSync(url, "utf8");
}

/** Puts each section of the grammar between the marks that name it. */
function withGrammar(
  text: string,
  grammar: readonly (readonly [string, string])[],
): string {
  const sections = new Map(grammar);
  const filled = text.replaceAll(
    /(<!-- grammar: (.+) -->\n)[^]*?(<!-- \/grammar -->)/g,
    (_, begin: string, name: string, end: string) => {
      const section = sections.get(name);
      if (section === undefined) throw new Error(`no section ${name}`);
      sections.delete(name);
      return `${begin}\n\`\`\`ebnf\n${section}\n\`\`\`\n\n${end}`;
    },
  );
  const left = [...sections.keys()];
  if (left.length > 0)
    throw new Error(`REFERENCE.md has no place for ${left.join(", ")}`);
  return filled;
}
