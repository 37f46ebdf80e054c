/** Writes `grammar/fsm.schema.json` from the description that the YAML loader uses too. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { jsonSchema } from "../grammar/schema.ts";

const path = fileURLToPath(
  new URL("../grammar/fsm.schema.json", import.meta.url),
);
writeFileSync(
  path,
  await format(JSON.stringify(jsonSchema()), { parser: "json" }),
);
