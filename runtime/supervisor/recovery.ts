import type { StrategyFactory, StrategyName } from "../factory.ts";
import { messageOf } from "../failure.ts";
import type { Journal, JournaledMachine } from "../journal/journal.ts";
import type { Migrations } from "../journal/migration.ts";
import type { StrategyMachine } from "../machine.ts";
import type { Phase } from "../vocabulary.ts";
import type { SupervisedOptions } from "./typed-names.ts";

/**
 * By strategy, what its machines are made of again: params and callbacks are
 * not in the journal. The id is the machine's.
 */
export type Revivals = {
  readonly [Name in StrategyName]?: (
    found: JournaledMachine,
  ) => SupervisedOptions<Name>;
};

/** By strategy and by the version that wrote the journal, what leads to the present one. */
export type MigrationsByName = {
  readonly [Name in StrategyName]?: Migrations;
};

export interface Recovered {
  readonly machine: string;
  readonly type: string;
  readonly state: string | null;
  readonly phase: Phase;
}

export interface NotRecovered {
  readonly machine: string;
  /** Null where the journal cannot even say that. */
  readonly type: string | null;
  readonly message: string;
  readonly error: unknown;
}

export interface RecoveryReport {
  readonly recovered: readonly Recovered[];
  /** The others go on without these. */
  readonly failed: readonly NotRecovered[];
}

/** Makes a machine, and lets it go on where it was. @throws whatever is wrong */
export type Revive = <Name extends StrategyName>(
  name: Name,
  options: SupervisedOptions<Name>,
  found: JournaledMachine,
) => StrategyMachine;

/** All machines of a journal, one after the other. */
export function recoverAll(
  journal: Journal,
  factory: StrategyFactory,
  revivals: Revivals,
  revive: Revive,
): RecoveryReport {
  const recovered: Recovered[] = [];
  const failed: NotRecovered[] = [];
  for (const machine of journal.machines()) {
    let type: string | null = null;
    try {
      const found = journal.recall(machine);
      if (found === null) continue;
      ({ type } = found);
      const { state, phase } = recoverOne(found, factory, revivals, revive);
      recovered.push({ machine, type, state, phase });
    } catch (error) {
      failed.push({ machine, type, message: messageOf(error), error });
    }
  }
  return { recovered, failed };
}

function recoverOne(
  found: JournaledMachine,
  factory: StrategyFactory,
  revivals: Revivals,
  revive: Revive,
): StrategyMachine {
  const { type } = found;
  if (!isRegistered(type, factory))
    throw new Error(
      `no strategy ${type} is registered: import its generated file`,
    );
  return recoverAs(type, found, revivals, revive);
}

function recoverAs(
  name: StrategyName,
  found: JournaledMachine,
  revivals: Revivals,
  revive: Revive,
): StrategyMachine {
  const optionsFor = revivals[name];
  if (optionsFor === undefined)
    throw new Error(`recover() was not told what a ${name} is made of`);
  return revive(name, optionsFor(found), found);
}

function isRegistered(
  name: string,
  factory: StrategyFactory,
): name is StrategyName {
  return factory.list().includes(name);
}
