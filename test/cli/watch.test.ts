import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

test("--watch builds again after a change, says what is wrong, and ends on SIGINT", async () => {
  using folder = new Folder();
  folder.write("strategies/a.fsm", soundSpec("A"));
  const child = spawn(
    process.execPath,
    [
      "--conditions=fsmc-source",
      join(import.meta.dirname, "../../src/cli/main.ts"),
      "build",
      "--watch",
    ],
    { cwd: folder.path },
  );
  let heard = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (heard += String(chunk)));
  const said = async (text: RegExp): Promise<void> => {
    await vi.waitFor(() => expect(heard).toMatch(text), 20_000);
    heard = "";
  };
  await said(/watching for changes/);
  expect(folder.has("generated/a.ts")).toBe(true);
  folder.write("strategies/b.fsm", wrongSpec("B"));
  await said(/error\[FSM202\]/);
  expect(folder.has("generated/b.ts")).toBe(false);
  folder.write("strategies/b.fsm", soundSpec("B"));
  await said(/wrote generated\/b\.ts/);
  child.kill("SIGINT");
  const [status]: unknown[] = await once(child, "exit");
  expect(status).toBe(0);
});
