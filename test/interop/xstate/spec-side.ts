/** A configuration imported, compiled and run by the generated class. */
import { SimulatedClock } from "@fsmc/runtime";
import { importXState } from "../../../src/interop/xstate/index.ts";
import { printFile } from "../../../src/format/index.ts";
import { readMachine } from "../../../src/interop/xstate/config/read.ts";
import { readJson } from "../../../src/interop/xstate/json/read.ts";
import { stayingParallels } from "../../../src/interop/xstate/spec/domains.ts";
import { Ids } from "../../../src/interop/xstate/spec/ids.ts";
import { Remarks } from "../../../src/interop/remarks.ts";
import {
  descendants,
  isState,
} from "../../../src/interop/xstate/spec/nodes.ts";
import { Tree } from "../../../src/interop/xstate/spec/tree.ts";
import type { StateNode } from "../../../src/interop/xstate/config/machine.ts";
import { SourceFile } from "../../../src/source/index.ts";
import type { Remark } from "../../../src/interop/index.ts";
import { compileSpec, type Compiled } from "../../equivalence/compiled.ts";
import type { MachineClass } from "../../equivalence/run-case.ts";
import type { Names, Play } from "./xstate-side.ts";

export interface Imported {
  readonly text: string | null;
  readonly remarks: readonly Remark[];
  /** What the keys on the way to a state are called in the spec. */
  readonly keysOf: ReadonlyMap<string, string>;
}

export function imported(config: object): Imported {
  const source = new SourceFile("machine.json", JSON.stringify(config), "fsm");
  const { file, remarks } = importXState(source);
  const json = readJson(source, new Remarks());
  const keysOf = new Map<string, string>();
  if (json !== null) {
    const machine = readMachine(json, new Remarks());
    const ids = new Ids(machine, 5, new Remarks());
    const tree = new Tree(machine, stayingParallels(machine, ids, 5));
    for (const node of [machine.root, ...descendants(machine.root)].filter(
      isState,
    )) {
      const { names } = tree.pathOf(node, node.span);
      keysOf.set(names.map(({ text }) => text).join("."), pathOf(node));
    }
  }
  return { text: file === null ? null : printFile(file), remarks, keysOf };
}

function pathOf(node: StateNode): string {
  const keys: string[] = [];
  for (let each = node; each.parent !== null; each = each.parent)
    keys.unshift(each.key);
  return keys.join(".");
}

export async function compiledOf(
  seed: number,
  text: string,
): Promise<Compiled> {
  return compileSpec(seed, text);
}

type Driven = InstanceType<MachineClass> & {
  readonly configuration: readonly string[];
};

export class SpecSide {
  readonly #clock = new SimulatedClock(0);
  readonly #machine: Driven;
  readonly #keysOf: ReadonlyMap<string, string>;
  failed = false;

  constructor(
    Machine: MachineClass,
    keysOf: ReadonlyMap<string, string>,
    play: Play,
    names: Names,
  ) {
    const callbacks: Record<string, unknown> = {};
    for (const name of names.guards) callbacks[name] = () => play.guard(name);
    for (const name of names.actions) callbacks[name] = () => play.action(name);
    for (const name of names.activities)
      callbacks[name] = () => play.activity(name);
    const params = Object.fromEntries(
      names.delays.map((name) => [name, play.delay(name)]),
    );
    this.#keysOf = keysOf;
    this.#machine = new Machine({
      id: "m",
      params,
      callbacks,
      host: { clock: this.#clock, seed: 1 },
    });
  }

  start(): void {
    this.#machine.start();
  }

  send(type: string): void {
    if (this.#machine.send(type, null) === "failed") this.failed = true;
  }

  async advance(by: number): Promise<void> {
    await this.#clock.advance(by);
  }

  cleanup(): void {
    this.#machine.cleanup();
  }

  get configuration(): readonly string[] {
    return this.#machine.configuration
      .map((name) => this.#keysOf.get(name) ?? `? ${name}`)
      .toSorted();
  }
}
