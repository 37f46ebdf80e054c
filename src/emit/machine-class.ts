import type { Expression } from "../model/index.ts";
import { Body, sinceName, type ClassParts } from "./body.ts";
import { hasCallbacks } from "./callbacks.ts";
import { canMethod } from "./can.ts";
import { entryMethod, initialMethod } from "./entry.ts";
import { exitMethod } from "./exit.ts";
import { carriedCode } from "./expressions.ts";
import { factsOf } from "./facts.ts";
import { forceMethod } from "./force.ts";
import { docComment } from "./layout/comment.ts";
import {
  group,
  hardline,
  indent,
  join,
  line,
  softline,
  texts,
  type Doc,
} from "./layout/doc.ts";
import {
  array,
  atom,
  binary,
  call,
  conditional,
  object,
  string,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  declareConst,
  giveBack,
  method,
  statement,
} from "./layout/statement.ts";
import { macrostepMethods } from "./macrostep.ts";
import { contextMisfitName, payloadDoor } from "./door.ts";
import { memberName } from "./names.ts";
import { constantScope, needsParams } from "./params.ts";
import { publicMethods } from "./public-methods.ts";
import { regionFields, regionMethods } from "./regions.ts";
import { runMethods } from "./runs.ts";
import { quoted, stateMethod } from "./state-methods.ts";
import { descriptionName } from "./tables.ts";
import { takeMethods } from "./take.ts";
import type { Unit } from "./unit.ts";
import { resumeMethods } from "./ways-back.ts";
import { intoMethod } from "./ways-in.ts";

export function machineClass(parts: ClassParts): Doc {
  const { unit } = parts;
  const { strategy, names, runtime, traits } = unit;
  const { type } = names;
  const facts = strategy.states.map((state) => factsOf(state, parts));
  const perState = strategy.states.flatMap((state, index) => [
    ...stateMethod(state, parts),
    ...(facts[index]?.methods ?? []),
    ...entryMethod(state, parts),
    ...intoMethod(state, parts),
    ...exitMethod(state, parts),
    ...initialMethod(state, parts),
  ]);
  const members: Doc[] = [
    ...fields(unit),
    ...regionFields(unit),
    constructorOf(unit),
    ...publicMethods(parts),
    ...regionMethods(unit),
    ...numbers(parts),
    ...macrostepMethods(
      parts,
      facts.flatMap((each) => each.cases),
    ),
    ...initialMethod(strategy.root, parts),
    ...perState,
    ...(traits.isStatechart
      ? [...takeMethods(parts), ...resumeMethods(parts)]
      : strategy.states.flatMap((state) => canMethod(state, parts))),
    ...runMethods(parts),
    forceMethod(parts),
    payloadDoor(unit),
    ...(parts.saysSomething ? [said()] : []),
    ...(traits.timed.size > 0 ? stamps(unit) : []),
  ];
  const base = runtime.value("StrategyMachine");
  return [
    docComment(strategy.doc),
    `export class ${type}Machine extends ${base}<${type}Types> {`,
    indent([
      hardline,
      join([hardline, hardline], groupOverloads(withoutUnused(members))),
    ]),
    hardline,
    "}",
  ];
}

/** Private methods that nothing calls: of states that nothing enters, for instance. */
function withoutUnused(members: readonly Doc[]): readonly Doc[] {
  return thoseCalled(members.map(memberOf)).map(({ doc }) => doc);
}

function thoseCalled(members: readonly Member[]): readonly Member[] {
  const called = new Set(members.flatMap(({ calls }) => calls));
  const kept = members.filter(({ name }) => name === null || called.has(name));
  return kept.length === members.length ? kept : thoseCalled(kept);
}

interface Member {
  readonly doc: Doc;
  /** Null if it is not private. */
  readonly name: string | null;
  /** Others that it mentions. */
  readonly calls: readonly string[];
}

function memberOf(doc: Doc): Member {
  const pieces = texts(doc);
  const name = privateName(pieces);
  const mentioned = pieces.join("\n").matchAll(/\bthis\.([\w$]+)/g);
  const calls = [...mentioned].flatMap(([, called]) =>
    called === undefined || called === name ? [] : [called],
  );
  return { doc, name, calls };
}

function privateName(pieces: readonly string[]): string | null {
  for (const text of pieces) {
    const found = /^private ([\w$]+)$/.exec(text);
    if (found !== null) return found[1] ?? null;
  }
  return null;
}

/** Overload signatures stand directly above what they are signatures of. */
function groupOverloads(members: readonly Doc[]): readonly Doc[] {
  const out: Doc[] = [];
  let waiting: Doc[] = [];
  for (const each of members) {
    if (isSignature(each)) waiting.push([each, hardline]);
    else {
      out.push([...waiting, each]);
      waiting = [];
    }
  }
  return out;
}

function isSignature(doc: Doc): boolean {
  return Array.isArray(doc) && doc.length === 2 && doc[1] === ";";
}

function fields({ traits }: Unit): readonly Doc[] {
  return [...traits.timed].map((state) => [
    docComment(`When ${state.path} was entered.`),
    `private ${sinceName(state)} = 0;`,
  ]);
}

function constructorOf(unit: Unit): Doc {
  const { names, runtime, strategy } = unit;
  const { type } = names;
  const settingsOf = call(`settingsOf$${type}`, [atom("options.params")]);
  const settings = needsParams(unit)
    ? settingsOf
    : conditional(
        binary(atom("options.params"), "===", atom("undefined")),
        atom(`defaults$${type}`),
        settingsOf,
      );
  const scope = constantScope(unit);
  const context = object(
    strategy.context.map(({ name, default: value }) => [
      memberName(name),
      carriedCode(value, `context ${name}`, scope),
    ]),
  );
  const callbacks = hasCallbacks(unit)
    ? call(runtime.value("requireCallbacks"), [
        string(strategy.name),
        atom("options.callbacks"),
        array(callbackNames(unit).map((name) => string(name))),
      ])
    : atom("{}");
  return method(
    "constructor",
    [
      group([
        `options: ${runtime.type("MachineOptions")}<`,
        indent([softline, `${type}Params,`, line, `${type}Callbacks`]),
        softline,
        ">",
      ]),
    ],
    "",
    [
      declareConst("settings", settings),
      declareConst("callbacks", callbacks),
      declareConst(
        `context: ${runtime.type("Draft")}<${type}Context>`,
        context,
      ),
      statement(
        call("super", [
          atom("options.id"),
          atom("options.host ?? null"),
          atom("settings"),
          atom("callbacks"),
          atom("context"),
        ]),
      ),
    ],
  );
}

function callbackNames({ strategy }: Unit): readonly string[] {
  return [
    ...strategy.guards.filter((guard) => guard.expression === null),
    ...strategy.actions,
    ...strategy.activities,
  ].map(({ name }) => name);
}

/** Tables and numbers that the base class asks for. */
function numbers(parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  const { strategy, runtime } = unit;
  const { errors, timeout, root } = strategy;
  const getter = (name: string, type: string, value: Code) =>
    method(`protected override get ${name}`, [], type, [giveBack(value)]);
  const body = new Body(parts, root, []);
  const number = (expression: Expression | null) =>
    expression === null ? word("null") : body.code(expression);
  return [
    getter(
      "description",
      runtime.type("Description"),
      atom(descriptionName(unit)),
    ),
    getter(
      "errorLimit",
      `${runtime.type("ErrorLimit")} | null`,
      errors === null
        ? word("null")
        : object([
            ["limit", number(errors.limit)],
            ["within", number(errors.within)],
          ]),
    ),
    ...(unit.traits.isPlain
      ? []
      : [
          getter(
            "isInitialized",
            "boolean",
            binary(atom("this.workings?.isInitialized"), "===", word("true")),
          ),
        ]),
    getter("timeLimit", "number | null", number(timeout?.after ?? null)),
    method(
      "protected override contextMisfit",
      ["value: unknown"],
      `${runtime.type("Misfit")} | null`,
      [giveBack(call(contextMisfitName(unit), [atom("value")]))],
    ),
  ];
}

/** What callbacks are told as `message`. */
function said(): Doc {
  return [
    docComment("What the sender said of the event, else this."),
    method("private said", ["transition: string"], "string", [
      "return this.workings?.macrostep.message ?? transition;",
    ]),
  ];
}

function stamps({ traits }: Unit): readonly Doc[] {
  const timed = [...traits.timed];
  return [
    method(
      "protected override enteredTimes",
      [],
      "Readonly<Record<string, number>>",
      [
        giveBack(
          object(
            timed.map((state) => [
              state.path.includes(".") ? quoted(state.path) : state.path,
              atom(`this.${sinceName(state)}`),
            ]),
            true,
          ),
        ),
      ],
    ),
    method(
      "protected override restoreTimes",
      ["times: Readonly<Record<string, number>>"],
      "void",
      timed.map(
        (state) =>
          `this.${sinceName(state)} = times[${quoted(state.path)}] ?? 0;`,
      ),
    ),
  ];
}
