import { expect, test } from "vitest";
import { Folder } from "./fsmc.ts";

const SPEC = `strategy Entry {
  trigger GO
  guard ready
  errors limit 3 -> ERROR
  initial state IDLE { on GO when ready -> ENDED }
  final state ENDED
  error state ERROR { after 1m -> IDLE }
}
`;
const CODE = `import type { EntryCallbacks } from "../generated/entry.ts";

export const callbacks: EntryCallbacks = { ready: () => true };
`;

test("findings in TypeScript stand beside those in specs, in text and JSON", () => {
  using folder = new Folder();
  folder.write("strategies/entry.fsm", SPEC);
  folder.write(
    "strategies/entry.callbacks.ts",
    CODE.replace("true", "Math.random() > 0.5"),
  );
  const args = ["check", "--callbacks", "strategies"];
  const { status, stdout, stderr } = folder.fsmc(args);
  expect(stdout).toContain(
    "error[FSM705]: the guard `ready` draws a random number\n --> strategies/entry.callbacks.ts:3:",
  );
  expect(stderr).toContain("the code behind 1 strategy was held against it\n");
  expect(status).toBe(1);
  const json: unknown = JSON.parse(
    folder.fsmc([...args, "--format", "json"]).stdout,
  );
  expect(json).toMatchObject({
    files: ["strategies/entry.fsm", "strategies/entry.callbacks.ts"],
    diagnostics: [
      {
        code: "FSM705",
        file: "strategies/entry.callbacks.ts",
        related: [
          {
            file: "strategies/entry.fsm",
            range: { start: { line: 3, column: 9 } },
          },
        ],
      },
    ],
  });
  folder.write(
    "strategies/entry.fsm",
    SPEC.replace(
      "  guard",
      '  @allow(impure-guard, "a coin decides")\n  guard',
    ),
  );
  expect(folder.fsmc(args).status).toBe(0);
  folder.write("strategies/entry.callbacks.ts", CODE);
  const idle = folder.fsmc([...args, "--max-warnings", "0"]);
  expect(idle.stdout).toContain("this `@allow` silences nothing");
}, 60_000);

test("what is no TypeScript, and a configuration that cannot be read, are named with their place", () => {
  using folder = new Folder();
  folder.write("strategies/entry.fsm", SPEC);
  folder.write("strategies/entry.ts", CODE.replace("ready:", "ready("));
  const args = ["check", "--callbacks", "strategies/entry.ts"];
  const code = folder.fsmc(args);
  expect(code.status).toBe(2);
  expect(code.stderr).toMatch(
    /cannot read the code: strategies\/entry\.ts:3:\d+: /,
  );
  folder.write("tsconfig.json", '{ "extends": "./nowhere.json" }');
  const config = folder.fsmc(args);
  expect(config.status).toBe(2);
  expect(config.stderr).toContain("cannot read the code: tsconfig.json: ");
}, 60_000);

test("where nothing implements a strategy, it is said", () => {
  using folder = new Folder();
  folder.write("strategies/entry.fsm", SPEC);
  folder.write("strategies/other.ts", "export const other = 1;\n");
  const nowhere = folder.fsmc(["check", "--callbacks", "strategies"]);
  expect(nowhere.stdout).toContain(
    "error[FSM701]: nothing implements the callbacks of `Entry`\n --> strategies/entry.fsm:1:10",
  );
  const one = folder.fsmc(["check", "--callbacks", "strategies/other.ts"]);
  expect(one.status).toBe(2);
  expect(one.stderr).toContain("nothing in strategies/other.ts");
  const none = folder.fsmc(["check", "--callbacks", "src"]);
  expect(none.status).toBe(2);
  expect(none.stderr).toContain("there is no src");
}, 60_000);
