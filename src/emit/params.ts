/** What a machine is created with, held against the spec. */
import { checkOf } from "./misfits.ts";
import { codeOf, type Scope } from "./expressions.ts";
import { docComment } from "./layout/comment.ts";
import { group, ifBreak, indent, join, line, type Doc } from "./layout/doc.ts";
import {
  array,
  assignment,
  atom,
  call,
  object,
  string,
} from "./layout/expression.ts";
import {
  declareConst,
  giveBack,
  method,
  statement,
} from "./layout/statement.ts";
import { local, memberName } from "./names.ts";
import type { Unit } from "./unit.ts";

export function needsParams({ strategy }: Unit): boolean {
  return strategy.params.some((param) => param.default === null);
}

/** `function settingsOf(given)`: defaults filled in, everything checked. */
export function paramsFunction(unit: Unit): Doc {
  const { strategy, names, runtime } = unit;
  const { type } = names;
  const taken = ["given", "settings"];
  const members = strategy.params.map((param) => {
    const name = local(param.name, taken);
    const key = memberName(param.name);
    const bound = key === name ? key : `${key}: ${name}`;
    return param.default === null
      ? bound
      : assignment(bound, "=", codeOf(param.default, constantScope(unit)));
  });
  const pattern = group([
    "const {",
    indent([line, join([",", line], members)]),
    ifBreak(","),
    line,
    "} = given;",
  ]);
  const settings = object(
    strategy.params.map(({ name }) => [
      memberName(name),
      atom(local(name, taken)),
    ]),
  );
  const checks = strategy.params.map(({ name, type }) =>
    statement(
      call(runtime.value("requireParam"), [
        string(strategy.name),
        string(name),
        checkOf(type, unit),
        atom(local(name, taken)),
      ]),
    ),
  );
  return [
    docComment("Fills in the defaults of the spec. @throws ParamError"),
    method(
      `function settingsOf$${type}`,
      [`given: ${type}Params`],
      `${type}Settings`,
      [
        statement(
          call(runtime.value("requireKnownParams"), [
            string(strategy.name),
            atom("given"),
            array(strategy.params.map(({ name }) => string(name))),
          ]),
        ),
        ...(strategy.params.length === 0 ? [] : [pattern]),
        ...checks,
        giveBack(settings),
      ],
    ),
  ];
}

/** What machines share that are created without params. */
export function defaultSettings(unit: Unit): readonly Doc[] {
  if (needsParams(unit)) return [];
  const { type } = unit.names;
  return [
    declareConst(`defaults$${type}`, call(`settingsOf$${type}`, [object([])])),
  ];
}

/** Defaults are constants; those of the context may read params. */
export function constantScope(unit: Unit): Scope {
  const none = () => atom("null");
  return {
    unit,
    params: () => atom("settings"),
    context: none,
    event: none,
    result: none,
    failure: none,
    now: none,
    elapsed: none,
    halted: none,
    isIn: none,
    argument: none,
    guard: none,
    loose: new Set(),
  };
}
