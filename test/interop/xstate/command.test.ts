/** `fsmc import --from xstate` and `fsmc export --to xstate` as commands. */
import { expect, test } from "vitest";
import { Folder } from "../../cli/fsmc.ts";

const LIGHT = `{
  "id": "light",
  "initial": "green",
  "states": {
    "green": { "on": { "TIMER": "red" } },
    "red": { "output": 1, "on": { "TIMER": "green" } }
  }
}
`;

test("nothing is written where something would be lost, unless that is asked for", () => {
  using folder = new Folder();
  folder.write("light.json", LIGHT);
  const args = ["import", "light.json", "--from", "xstate", "-o", "light.fsm"];
  const refused = folder.fsmc(args);
  expect(refused.status).toBe(1);
  expect(refused.stdout).toBe("");
  expect(refused.stderr).toBe(`lost: \`output\` cannot be said
 --> light.json:6:14
  |
6 |     "red": { "output": 1, "on": { "TIMER": "green" } }
  |              ^^^^^^^^
  |
why:  an outcome of a machine is its final state and its context here; write
      into the context what it should tell

1 thing cannot be imported, so nothing was written; --lossy leaves out what is lost and imports the rest
`);
  expect(folder.files).toEqual(["light.json"]);
  expect(folder.fsmc([...args, "--lossy"]).status).toBe(0);
  expect(folder.read("light.fsm")).toBe(`strategy light {
  trigger TIMER

  initial state green {
    on TIMER -> red
  }

  state red {
    on TIMER -> green
  }
}
`);
});

test("an export names what XState would not do", () => {
  using folder = new Folder();
  folder.write(
    "pair.fsm",
    `strategy Pair {
  param least: number = 2
  context { tries: number = 0 }
  trigger GO
  initial state A { on GO when tries < least set tries = tries + 1 -> B }
  state B { on GO -> A }
}
`,
  );
  const { status, stdout, stderr } = folder.fsmc([
    "export",
    "pair.fsm",
    "--to",
    "xstate",
    "--rule",
    "missing-error-transition=off",
  ]);
  expect(status).toBe(0);
  expect(stderr)
    .toBe(`lost: pair.fsm:2:9: param least: XState has none; whoever implements what reads it gives it
lost: pair.fsm:5:21: \`tries < least\` is a guard of that name: XState asks what is implemented under it
lost: pair.fsm:5:50: \`set tries = tries + 1\` is an action of that name: XState does what is implemented under it
`);
  expect(JSON.parse(stdout)).toEqual({
    id: "Pair",
    context: { tries: 0 },
    initial: "A",
    states: {
      A: {
        on: {
          GO: {
            guard: "tries < least",
            actions: "set tries = tries + 1",
            target: "B",
          },
        },
      },
      B: { on: { GO: "A" } },
    },
    meta: {
      fsmc: {
        declarations: [
          "param least: number = 2",
          "context {",
          "tries: number = 0",
          "}",
          "trigger GO",
        ],
      },
    },
  });
});
