// Preloaded with --import: leaves the URLs of all modules of the program in loaded.json.
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const urls = [];
registerHooks({
  load(url, context, next) {
    urls.push(url);
    return next(url, context);
  },
});
process.on("exit", () => writeFileSync("loaded.json", JSON.stringify(urls)));
