import type { Plugin } from "rolldown";

/** What loads a bundle's CommonJS hands it `import` under this name (src/cli/warm-start.ts). */
const GIVEN = "importModule";

/**
 * In a script, `import()` makes Node warn the user of an experimental feature,
 * at each start. In the module that loads the script it does not.
 */
export const importsByTheLoader: Plugin = {
  name: "imports-by-the-loader",
  renderChunk(code, _chunk, { format }) {
    return format === "cjs"
      ? code.replaceAll("await import(", `await ${GIVEN}(`)
      : null;
  },
};
