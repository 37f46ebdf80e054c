import type { Dice } from "../support/dice.ts";

/** Places where a value is read that may be null. */
export interface NullSpec {
  readonly text: string;
  /** Where each use stands in the text. */
  readonly uses: readonly { readonly start: number; readonly end: number }[];
}

const FIELDS = ["a", "b"] as const;
const LEAVES = ["S", "T", "X", "Y", "Z"] as const;

/**
 * A random machine all about null: `a` and `b` are set, tested, and forgotten by actions on the way, and read in guards,
 * effects, timers and arguments. Uses that are in `spared` read nothing.
 */
export function randomNulls(dice: Dice, spared: ReadonlySet<number>): NullSpec {
  const uses: { start: number; end: number }[] = [];
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  const use = (): void => {
    const field = dice.pick(FIELDS);
    const value = dice.pick([`${field}.x`, `(${field}.y ?? 0)`] as const);
    const start = text.length;
    write(spared.has(uses.length) ? "1" : value);
    uses.push({ start, end: text.length });
  };
  const condition = (): void => {
    const field = dice.pick(FIELDS);
    const other = dice.pick(FIELDS);
    switch (dice.whole(0, 6)) {
      case 0:
        return write(`${field} != null`);
      case 1:
        return write(`${field} == null`);
      case 2:
        write(`${field} != null and `);
        use();
        return write(" > 2");
      case 3:
        write(`${field} == null or `);
        use();
        return write(" > 2");
      case 4:
        return write(`not (${field} == null or ${other} == null)`);
      case 5:
        return write(dice.pick(["hasA", `${field}?.x == 3`, "maybe"]));
      default:
        use();
        return write(" > 2");
    }
  };
  const effects = (most: number): void => {
    for (let count = dice.whole(0, most); count > 0; count -= 1) {
      const field = dice.pick(FIELDS);
      switch (dice.whole(0, 6)) {
        case 0:
          write(` set ${field} = { x: 3 }`);
          break;
        case 1:
          write(` set ${field} = ${dice.pick(FIELDS)}`);
          break;
        case 2:
          write(` set ${field} = null`);
          break;
        case 3:
          write(` do ${dice.pick(["change", "forgetB", "count"])}`);
          break;
        default:
          write(" set n = ");
          use();
      }
    }
  };
  const end = (): void => {
    const target = dice.pick([...LEAVES, "C", "ERROR", "history C"]);
    write(dice.chance(0.3) ? " stay" : ` -> ${target}`);
  };
  const tail = (): void => {
    if (dice.chance(0.3)) {
      write(" {");
      for (let count = dice.whole(1, 2); count > 0; count -= 1) {
        write(" when ");
        condition();
        effects(2);
        end();
      }
      if (dice.chance(0.7)) {
        write(" else");
        effects(2);
        end();
      }
      return write(" }\n");
    }
    if (dice.chance(0.6)) {
      write(" when ");
      condition();
    }
    effects(3);
    end();
    write("\n");
  };
  const items = (): void => {
    for (const word of ["enter", "exit"])
      if (dice.chance(0.3)) {
        write(word);
        if (dice.chance(0.3))
          write(dice.pick([" change", " forgetB", " count"]));
        else {
          write(" set n = ");
          use();
        }
        effects(2);
        write("\n");
      }
    for (const trigger of ["GO", "GO", "ON", "error"])
      if (dice.chance(0.5)) {
        write(`on ${trigger}`);
        tail();
      }
    if (dice.chance(0.3)) {
      write("after 1s + 1ms * ");
      use();
      tail();
    }
    if (dice.chance(0.3)) {
      write("run look(");
      use();
      write(") {\ndone");
      if (dice.chance(0.7)) write(` set ${dice.pick(FIELDS)} = result`);
      effects(1);
      end();
      write("\nfailed");
      effects(2);
      end();
      write("\n}\n");
    }
  };
  write(`strategy Nulls {
    type R = { x: number, y: number? }
    context { a: R?${dice.chance(0.3) ? " = { x: 1 }" : ""} b: R? n: number = 0 }
    trigger GO
    trigger ON
    guard hasA = a != null
    guard maybe
    action change
    action forgetB writes b
    action count writes n
    activity look(n: number): R
    errors limit 3 -> ERROR
  `);
  if (dice.chance(0.3)) write("timeout 5s -> T\n");
  for (const name of ["S", "T"] as const) {
    write(`${name === "S" ? "initial " : ""}state ${name} {\n`);
    items();
    write("}\n");
  }
  write("state C {\n initial");
  effects(1);
  write(" -> X\n");
  items();
  for (const name of ["X", "Y", "Z"] as const) {
    write(`state ${name} {\n`);
    items();
    write("}\n");
  }
  write("}\nerror state ERROR {\n");
  items();
  write("}\n");
  if (dice.chance(0.4)) {
    write("from * on ON");
    tail();
  }
  write("}\n");
  return { text, uses };
}
