import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";

async function refused(states: string): Promise<readonly string[]> {
  const text = `strategy S {\n${states}\n}\n`;
  const { files, diagnostics } = await compile([{ path: "s.fsm", text }], {
    checks: false,
  });
  expect(files).toEqual([]);
  return diagnostics.map(({ code, message, span }) => {
    const { line, column } = span.file.position(span.start);
    return `${line}:${column} ${code} ${message}`;
  });
}

test("parallel states, history and several targets are refused where they stand", async () => {
  const found = await refused(`  trigger GO
  initial state A { on GO -> B }
  parallel state B {
    state X { initial state X1 { on GO -> history A2 } }
    state Y { initial state Y1 }
  }
  state A2 {
    initial state A3 { on GO -> X1, Y1 }
  }`);
  expect(found).toEqual([
    "4:18 FSM115 parallel states cannot be built yet",
    "5:43 FSM115 history cannot be built yet",
    "9:37 FSM115 transitions to several targets cannot be built yet",
  ]);
});

test("an abstract strategy with regions is nobody's machine yet", async () => {
  const text =
    "abstract strategy P { parallel state B { state X {} state Y {} } }\n";
  const { diagnostics } = await compile([{ path: "p.fsm", text }], {
    checks: false,
  });
  expect(diagnostics).toEqual([]);
});
