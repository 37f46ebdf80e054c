import { lines, type Doc } from "./layout/doc.ts";
import { docComment } from "./layout/comment.ts";
import { interfaceOf, statement } from "./layout/statement.ts";
import { atom, call, number, string } from "./layout/expression.ts";
import { stringLiteral } from "./layout/literal.ts";
import { safe } from "./names.ts";
import { SURFACE } from "./tables.ts";
import type { Unit } from "./unit.ts";

/** What the base class is told of the strategy's types. */
export function typesBundle({ names, strategy }: Unit): Doc {
  const { type } = names;
  const output = strategy.outputs.length > 0 ? `${type}Output` : "never";
  return [
    docComment(`The types of ${type}, for the base class.`),
    interfaceOf(`export interface ${type}Types`, [
      `readonly state: ${type}State;`,
      `readonly trigger: ${type}Trigger;`,
      `readonly payloads: ${type}Payloads;`,
      `readonly output: ${output};`,
      `readonly context: ${type}Context;`,
      `readonly params: ${type}Settings;`,
      `readonly callbacks: ${type}Callbacks;`,
    ]),
  ];
}

/** Makes the factory know the class by the strategy's name, in types too. */
export function registration(unit: Unit, isAlone: boolean, path: string): Doc {
  const { names, runtime, strategy } = unit;
  const machine = `${names.type}Machine`;
  const register = statement(
    call(`${runtime.value("strategies")}.register`, [
      string(strategy.name),
      atom(machine),
    ]),
  );
  return lines([
    ...(isAlone ? [`export default ${machine};`, ""] : []),
    'declare module "@fsmc/runtime" {',
    "  interface StrategyRegistry {",
    `    readonly ${stringLiteral(path)}: {`,
    `      readonly ${safe(strategy.name)}: typeof ${machine};`,
    "    };",
    "  }",
    "}",
    "",
    statement(
      call(runtime.value("requireSurface"), [
        string(strategy.name),
        number(SURFACE),
      ]),
    ),
    register,
  ]);
}
