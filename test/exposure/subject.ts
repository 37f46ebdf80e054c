/** A spec as the tester needs it: what it means, what the checker finds, and the generated class, imported. */
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock, HostOptions, Ledger } from "@fsmc/runtime";
import type { MachineFault, MachineSnapshot, Outcome } from "@fsmc/runtime";
import { compile } from "../../src/compile.ts";
import {
  groupOf,
  RULES,
  type Diagnostic,
  type RuleName,
} from "../../src/diagnostics/index.ts";
import type { Strategy } from "../../src/model/index.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A generated class, untyped by its spec. */
export interface Machine {
  start(): unknown;
  recover(snapshot: MachineSnapshot): unknown;
  snapshot(): MachineSnapshot;
  send(trigger: string, payload: unknown): Outcome;
  can(trigger: string, payload: unknown): boolean;
  cleanup(): unknown;
  readonly configuration: readonly string[];
  readonly halted: boolean;
  readonly lastError: MachineFault | null;
  readonly ledger: Ledger | null;
}

export type MachineClass = new (options: {
  readonly id: string;
  readonly params: unknown;
  readonly callbacks: unknown;
  readonly host: HostOptions & { readonly clock: Clock };
}) => Machine;

export interface Subject {
  readonly name: string;
  readonly spec: string;
  readonly strategy: Strategy;
  /** Errors of group 4. */
  readonly findings: readonly Diagnostic[];
  /** No error of any group. */
  readonly hasPassed: boolean;
  readonly machine: MachineClass;
}

/** What is to be looked at; `path` decides the spelling and what is imported. */
export interface Spec {
  readonly path: string;
  readonly text: string;
}

/** @returns null where the spec has no machine: it is abstract, or means nothing */
export async function subjectOf(
  spec: Spec,
  folder: string,
): Promise<Subject | null> {
  const read = (path: string): string | null => {
    const file = join(ROOT, path);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  };
  const { models, files } = await compile([spec], {
    read,
    checks: false,
  });
  const strategy = models
    .flatMap((model) => model.strategies)
    .find((each) => !each.abstract);
  const [file] = files;
  if (strategy === undefined || file === undefined) return null;
  const checked = await compile([spec], { read, emit: false });
  const name = spec.path.replaceAll(/\W+/g, "-");
  const path = join(folder, `${name}.ts`);
  await writeFile(path, file.text);
  const loaded: { readonly default: MachineClass } = await import(
    pathToFileURL(path).href
  );
  return {
    name: spec.path,
    spec: spec.text,
    strategy,
    hasPassed: checked.summary.errors === 0,
    findings: checked.diagnostics.filter(({ rule }) => isOfExposure(rule)),
    machine: loaded.default,
  };
}

/** Errors of group 4 that a run can show. */
export function isOfExposure(rule: RuleName): boolean {
  return groupOf(rule) === 4 && RULES[rule].severity === "error";
}

/** A folder that git ignores, removed afterwards. */
export async function withFolder<T>(
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(ROOT, "out", `${name}-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
