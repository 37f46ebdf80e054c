/** The same machine in each library, behind one narrow interface. */
import type { Clock } from "@fsmc/runtime";
import { from } from "jssm";
import { robotOf } from "./robot.mjs";
import {
  assign,
  createActor,
  createMachine as createXStateMachine,
} from "xstate";
import {
  FRESH,
  author,
  type Author,
  type Event,
  type Numbers,
} from "./author.ts";
import { HandWritten, Ring } from "./hand-written.ts";
import { INITIAL, ROWS, after, holds, type Row } from "./table.ts";

export interface Contender {
  send(event: Event): void;
  readonly state: string;
  readonly context: Numbers;
}

/** Time that costs nothing to read, as in a backtest. */
export class CountingClock implements Clock {
  private time = 1_700_000_000_000;
  now(): number {
    return (this.time += 1);
  }
  arm(): void {}
  disarm(): void {}
  hold(): void {}
  attend(): void {}
}

export const RING = 4096;

export function handWritten(
  Class: typeof HandWritten = HandWritten,
  ring: Ring = new Ring(RING),
  clock: Clock = new CountingClock(),
  functions: Author = author,
): Contender {
  const machine = new Class(functions, clock, ring);
  return {
    send: ({ trigger, payload }) => void machine.send(trigger, payload),
    get state() {
      return machine.state;
    },
    get context() {
      return machine.context;
    },
  };
}

const statesOfTable: readonly string[] = [
  ...new Set(ROWS.map((row) => row.from)),
];

function rowsFrom(name: string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(
    ROWS.filter((row) => row.from === name),
    (row) => row.trigger,
  );
}

export function xstate(): Contender {
  const machine = createXStateMachine({
    id: "lifecycle",
    initial: INITIAL,
    context: FRESH,
    states: Object.fromEntries(
      statesOfTable.map((name) => [
        name,
        {
          on: Object.fromEntries(
            [...rowsFrom(name)].map(([trigger, rows]) => [
              trigger,
              rows.map((row) => ({
                target: row.to,
                guard: ({ context }: { context: Numbers }) =>
                  holds(row.guard, context, author),
                actions: assign(({ context }: { context: Numbers }) =>
                  after(row, context, author),
                ),
              })),
            ]),
          ),
        },
      ]),
    ),
  });
  const actor = createActor(machine).start();
  return {
    send: ({ trigger }) => actor.send({ type: trigger }),
    get state() {
      const { value } = actor.getSnapshot();
      return typeof value === "string" ? value : JSON.stringify(value);
    },
    get context() {
      return actor.getSnapshot().context;
    },
  };
}

/** jssm decides where an action leads; guards and data are kept beside it, looked up by row. */
export function jssm(): Contender {
  const text = ROWS.map((row) => `${row.from} '${row.trigger}' -> ${row.to};`);
  const machine = from(`start_states: [${INITIAL}];\n${text.join("\n")}`);
  const rows = new Map(statesOfTable.map((name) => [name, rowsFrom(name)]));
  let context = FRESH;
  return {
    send: ({ trigger }) => {
      const row = rows.get(machine.state())?.get(trigger)?.[0];
      if (row !== undefined && !holds(row.guard, context, author)) return;
      if (machine.action(trigger) && row !== undefined)
        context = after(row, context, author);
    },
    get state() {
      return machine.state();
    },
    get context() {
      return context;
    },
  };
}

export function robot3(): Contender {
  const service = robotOf(statesOfTable, INITIAL, FRESH, (name) =>
    ROWS.filter((row) => row.from === name).map((row) => ({
      trigger: row.trigger,
      to: row.to,
      guard: (context) => holds(row.guard, context, author),
      reduce: (context) => after(row, context, author),
    })),
  );
  return {
    send: ({ trigger }) => service.send(trigger),
    get state() {
      return service.machine.current;
    },
    get context() {
      return service.context;
    },
  };
}
