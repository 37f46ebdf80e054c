import { safe, upperFirst } from "../../emit/names.ts";
import type {
  Activity,
  Guard,
  ImportedType,
  Strategy,
} from "../../model/index.ts";
import type { Span } from "../../source/index.ts";
import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";

/** A callback that a spec wants. */
export type Wanted = {
  /** As the interface has it. */
  readonly name: string;
  /** Where the spec declares it. */
  readonly declared: Span;
  /** A method of the generated interface. */
  readonly type: ts.Type;
} & (
  | { readonly kind: "guard" }
  | {
      readonly kind: "action";
      /** The context fields that its patch may hold. */
      readonly writes: readonly string[];
    }
  | { readonly kind: "activity"; readonly activity: Activity }
);

/** A strategy, as its generated file has it. */
export interface Machine {
  readonly strategy: Strategy;
  /** The class. */
  readonly machine: ts.Symbol;
  /** The interface that its callbacks have; null where it wants none. */
  readonly callbacks: ts.Symbol | null;
  readonly wanted: readonly Wanted[];
  /** The types that the spec takes from TypeScript, where they are found. */
  readonly imported: ReadonlyMap<ImportedType, ts.Type>;
}

/** `ArbitrageMachine`, `ArbitrageCallbacks`: what a file that has to do with a strategy says. */
export function namesOf({ name }: Strategy): {
  readonly machine: string;
  readonly callbacks: string;
} {
  const type = upperFirst(safe(name));
  return { machine: `${type}Machine`, callbacks: `${type}Callbacks` };
}

/** Whether anything of it is left to TypeScript. */
export function wantsCallbacks(strategy: Strategy): boolean {
  const { actions, activities } = strategy;
  return actions.length + activities.length + predicates(strategy).length > 0;
}

/** @param file where the strategy is generated; null where it has no such class */
export function machineIn(
  file: ts.SourceFile,
  strategy: Strategy,
  code: Code,
): Machine | null {
  const { checker } = code;
  const names = namesOf(strategy);
  const module = checker.getSymbolAtLocation(file);
  const exported =
    module === undefined ? [] : checker.getExportsOfModule(module);
  const called = (name: string): ts.Symbol | null =>
    exported.find((each) => each.name === name) ?? null;
  const machine = called(names.machine);
  if (machine === null) return null;
  const callbacks = called(names.callbacks);
  return {
    strategy,
    machine,
    callbacks,
    wanted: callbacks === null ? [] : wantedBy(strategy, callbacks, checker),
    imported: importedTypes(file, strategy, code),
  };
}

function wantedBy(
  strategy: Strategy,
  callbacks: ts.Symbol,
  checker: ts.TypeChecker,
): readonly Wanted[] {
  const type = checker.getDeclaredTypeOfSymbol(callbacks);
  const of = (name: string, declared: Span) => {
    const property = checker.getPropertyOfType(type, safe(name));
    return property === undefined
      ? []
      : [
          {
            name: safe(name),
            declared,
            type: checker.getTypeOfSymbol(property),
          },
        ];
  };
  return [
    ...predicates(strategy).flatMap((guard) =>
      of(guard.name, guard.span).map((each) => ({
        ...each,
        kind: "guard" as const,
      })),
    ),
    ...strategy.actions.flatMap((action) =>
      of(action.name, action.span).map((each) => ({
        ...each,
        kind: "action" as const,
        writes: (action.writes ?? strategy.context).map(({ name }) =>
          safe(name),
        ),
      })),
    ),
    ...strategy.activities.flatMap((activity) =>
      of(activity.name, activity.span).map((each) => ({
        ...each,
        kind: "activity" as const,
        activity,
      })),
    ),
  ];
}

function predicates({ guards }: Strategy): readonly Guard[] {
  return guards.filter(({ expression }) => expression === null);
}

function importedTypes(
  file: ts.SourceFile,
  { imported }: Strategy,
  code: Code,
): ReadonlyMap<ImportedType, ts.Type> {
  const types = new Map<ImportedType, ts.Type>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { moduleSpecifier, importClause } = statement;
    const bindings = importClause?.namedBindings;
    if (!ts.isStringLiteral(moduleSpecifier) || bindings === undefined)
      continue;
    if (!ts.isNamedImports(bindings)) continue;
    for (const each of bindings.elements) {
      const wanted = imported.filter(
        ({ exported, from }) =>
          safe(exported) === (each.propertyName ?? each.name).text &&
          lastOf(from) === lastOf(moduleSpecifier.text),
      );
      const symbol = code.symbolAt(each.name);
      if (symbol === null) continue;
      const type = code.checker.getDeclaredTypeOfSymbol(symbol);
      for (const one of wanted) types.set(one, type);
    }
  }
  return types;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
