/** A generated file from top to bottom: the order of its sections is here, and nowhere else. */
import type { ImportedType, Model, Strategy } from "../model/index.ts";
import type { ClassParts } from "./body.ts";
import {
  actionFunctions,
  callbacksType,
  fieldLists,
  stepType,
} from "./callbacks.ts";
import { dataTypes } from "./data.ts";
import { doorFunctions } from "./door.ts";
import { guardFunctions } from "./guards.ts";
import { header } from "./header.ts";
import { importLines, importedNamesOf } from "./imports.ts";
import { blank, distinctTexts, join, type Doc } from "./layout/doc.ts";
import { machineClass } from "./machine-class.ts";
import { Predicates, recordChecks } from "./misfits.ts";
import { Names } from "./names.ts";
import { defaultSettings, paramsFunction } from "./params.ts";
import { registration, typesBundle } from "./registration.ts";
import { descriptionTable } from "./tables.ts";
import { valueTypes } from "./types.ts";
import { RuntimeUse, unitOf, type Unit } from "./unit.ts";
import { vocabulary } from "./vocabulary.ts";

export interface FileOptions {
  /** Of the file that is written, relative to the project, with forward slashes. */
  readonly outputPath: string;
}

export function machineFile(
  model: Model,
  strategies: readonly Strategy[],
  { outputPath }: FileOptions,
): Doc {
  const runtime = new RuntimeUse();
  const taken = new Names();
  const imported = new Set<ImportedType>();
  const names = importedNamesOf(strategies, taken);
  const isAlone = strategies.length === 1;
  const bodies = strategies.map((strategy) => {
    const unit = unitOf(strategy, taken, runtime, names, isAlone);
    const sections = sectionsOf(unit, isAlone, outputPath);
    for (const each of unit.mentioned) imported.add(each);
    return sections;
  });
  const { path } = model.source;
  const words = wordsIn(bodies.flat());
  return [
    join(blank, [
      header(path),
      importLines(runtime.of(words), imported, names, path, outputPath),
      ...bodies.flat(),
    ]),
    { kind: "line", flat: "", hard: true },
  ];
}

/** Names that occur, not counting texts and comments. */
function wordsIn(docs: readonly Doc[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of docs.flatMap((doc) => [...distinctTexts(doc)])) {
    if (/^\s*(["'*]|\/[/*])/.test(text)) continue;
    for (const word of text.match(/[A-Za-z_$][\w$]*/g) ?? []) words.add(word);
  }
  return words;
}

function sectionsOf(
  unit: Unit,
  isAlone: boolean,
  outputPath: string,
): readonly Doc[] {
  const predicates = new Predicates(unit);
  const parts: ClassParts = {
    unit,
    predicates,
    saysSomething: false,
    picked: new Map(),
  };
  // Written first: what it uses decides which functions stand above it.
  const theClass = machineClass(parts);
  return [
    ...vocabulary(unit),
    ...valueTypes(unit),
    ...dataTypes(unit),
    stepType(unit),
    callbacksType(unit),
    typesBundle(unit),
    ...recordChecks(unit),
    ...predicates.functions(),
    ...doorFunctions(unit, theClass),
    paramsFunction(unit),
    ...defaultSettings(unit),
    ...guardFunctions(unit, theClass),
    ...fieldLists(unit, theClass),
    ...actionFunctions(unit, theClass),
    theClass,
    registration(unit, isAlone, outputPath),
    descriptionTable(unit),
  ];
}
