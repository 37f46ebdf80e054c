/** The generated machine behind the contenders' interface, compiled afresh from the benchmark's spec. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Host, type HostOptions, type JournaledMachine } from "@fsmc/runtime";
import { compile } from "../../../src/compile.ts";
import { author, type Author, type Event, type Numbers } from "./author.ts";
import { CountingClock, type Contender } from "./contenders.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUT = join(HERE, "../../../out/bench");

export interface Driven {
  start(): unknown;
  send(trigger: string, payload: unknown): string;
  readonly state: string | null;
  readonly context: Numbers;
  readonly errorCount: number;
  flushed(): Promise<void>;
  recoverFrom(journaled: JournaledMachine): void;
}

export type DrivenClass = new (options: {
  readonly id: string;
  readonly callbacks: Author;
  readonly host: HostOptions | Host;
}) => Driven;

/** As many classes of their own as wanted, each from its own file, as so many strategies would be. */
export async function generatedClasses(
  count: number,
): Promise<readonly DrivenClass[]> {
  const spec = await readFile(join(HERE, "../lifecycle-flat.fsm"), "utf8");
  await mkdir(OUT, { recursive: true });
  const classes: DrivenClass[] = [];
  for (let index = 0; index < count; index += 1) {
    const text = spec.replaceAll("LifecycleFlat", `LifecycleFlat${index}`);
    const { files, diagnostics } = await compile([
      { path: `lifecycle-${index}.fsm`, text },
    ]);
    const [file] = files;
    if (file === undefined)
      throw new Error(diagnostics.map((each) => each.message).join("\n"));
    const path = join(OUT, `lifecycle-${index}.ts`);
    await writeFile(path, file.text);
    const module: { readonly default: DrivenClass } = await import(
      pathToFileURL(path).href
    );
    classes.push(module.default);
  }
  return classes;
}

export function generated(
  Class: DrivenClass,
  host: Host = new Host({ clock: new CountingClock() }),
  functions: Author = author,
): Contender & { readonly machine: Driven } {
  const machine = new Class({ id: "bench", callbacks: functions, host });
  machine.start();
  return {
    machine,
    send: ({ trigger, payload }: Event) => void machine.send(trigger, payload),
    get state() {
      return machine.state ?? "";
    },
    get context() {
      return machine.context;
    },
  };
}
