#!/usr/bin/env node
import type { main as Main } from "./command-line.ts";
import { WarmStart } from "./warm-start.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await commandLine();
  await main(process.argv.slice(2));
} else {
  console.error(
    `error: fsmc needs Node 22.18 or newer, and ${process.execPath} is ${process.version}`,
  );
  process.exitCode = 2;
}

interface CommandLine {
  readonly main: typeof Main;
}

/** From source it is a module like any other; the bundle has it as CommonJS, which can be started warm. */
async function commandLine(): Promise<CommandLine> {
  if (import.meta.filename.endsWith(".ts")) return import("./command-line.ts");
  const start = new WarmStart(import.meta.dirname, process.argv[2] ?? "");
  process.once("exit", () => start.keep());
  const loaded = start.load("command-line.cjs");
  if (!isCommandLine(loaded)) throw new Error("the bundle has no main");
  return loaded;
}

function isCommandLine(loaded: object): loaded is CommandLine {
  return "main" in loaded && typeof loaded.main === "function";
}
