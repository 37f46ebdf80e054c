#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  process.getBuiltinModule("node:module").enableCompileCache();
  const { main } = await import("./command-line.ts");
  await main(process.argv.slice(2));
} else {
  console.error(
    `error: fsmc needs Node 22.18 or newer, and ${process.execPath} is ${process.version}`,
  );
  process.exitCode = 2;
}
