import type {
  EnumType,
  ImportedType,
  RecordType,
  Strategy,
} from "../model/index.ts";
import { lowerFirst, safe, upperFirst, type Names } from "./names.ts";
import { StepTable } from "./step-table.ts";
import { traitsOf, type Traits } from "./traits.ts";

/** What of `@fsmc/runtime` a file uses. */
export class RuntimeUse {
  readonly values = new Set<string>();
  readonly types = new Set<string>();

  value(name: string): string {
    this.values.add(name);
    return name;
  }

  /** What of it is left when unused methods are gone. */
  of(words: ReadonlySet<string>): RuntimeUse {
    const left = new RuntimeUse();
    for (const name of this.values) if (words.has(name)) left.value(name);
    for (const name of this.types) if (words.has(name)) left.type(name);
    return left;
  }

  type(name: string): string {
    this.types.add(name);
    return name;
  }
}

/** One strategy on its way into a file: what its parts are called there, and what of the runtime they use. */
export interface Unit {
  readonly strategy: Strategy;
  readonly traits: Traits;
  readonly steps: StepTable;
  readonly runtime: RuntimeUse;
  readonly names: UnitNames;
  /** Imported TypeScript types that something in the file mentions. */
  readonly mentioned: Set<ImportedType>;
}

export interface UnitNames {
  /** `Arbitrage` */
  readonly type: string;
  /** `arbitrage` */
  readonly value: string;
  /** In front of functions that belong to this strategy, where a file has several. */
  readonly scope: string;
  readonly enums: ReadonlyMap<EnumType, { type: string; values: string }>;
  readonly records: ReadonlyMap<RecordType, string>;
  readonly imported: ReadonlyMap<ImportedType, string>;
}

const OWN = [
  "State",
  "Trigger",
  "Output",
  "OutputName",
  "OutputPayloads",
  "Params",
  "Settings",
  "Context",
  "Patch",
  "Payloads",
  "Step",
  "Callbacks",
  "Types",
  "Machine",
];

export function unitOf(
  strategy: Strategy,
  taken: Names,
  runtime: RuntimeUse,
  importedNames: ReadonlyMap<ImportedType, string>,
  isAlone: boolean,
): Unit {
  const type = upperFirst(safe(strategy.name));
  const value = lowerFirst(type);
  for (const name of OWN) taken.take(`${type}${name}`);
  for (const name of ["States", "Triggers", "Outputs"])
    taken.take(`${value}${name}`);
  const typeName = (name: string) =>
    taken.take(`${type}${upperFirst(safe(name))}`);
  const enums = new Map(
    strategy.enums.map((each) => {
      const values = `${value}${upperFirst(safe(each.name))}Values`;
      return [each, { type: typeName(each.name), values: taken.take(values) }];
    }),
  );
  const records = new Map(
    strategy.records.map((each) => [each, typeName(each.name)]),
  );
  return {
    strategy,
    traits: traitsOf(strategy),
    steps: new StepTable(strategy),
    runtime,
    names: {
      type,
      value,
      scope: isAlone ? "" : `${type}$`,
      enums,
      records,
      imported: importedNames,
    },
    mentioned: new Set(),
  };
}
