#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache();
const { main } = await import("./command-line.ts");
await main(process.argv.slice(2));
