import type { State, Strategy, Target } from "../../../model/index.ts";
import { commonParent, type WrittenIntoMany } from "./from-many.ts";
import type { Statement } from "./scene.ts";
import type { Sketch } from "./sketch.ts";
import { anywhereStatement, policyStatement } from "./statements.ts";

/**
 * What leads somewhere from many states: what `from` has written into them, the error policy, the time-out. Each figure that it
 * leads to gets one note that says all of it.
 *
 * @returns what leads nowhere
 */
export function drawAnywhere(
  { errors, timeout }: Strategy,
  many: readonly WrittenIntoMany[],
  sketch: Sketch,
): readonly Statement[] {
  const notes = new Notes(sketch);
  const staying = many.flatMap((each) => drawMany(each, notes));
  if (errors !== null)
    notes.add([targetOf(errors)], [], policyStatement(errors.text, null, []));
  if (timeout !== null) {
    const { text, index } = timeout.branch;
    const statement = policyStatement(text, "clock", [index]);
    notes.add([targetOf(timeout)], [], statement);
  }
  notes.draw();
  return staying;
}

/** One line for each way, in a note at what it leads to; those that stay are given back. */
function drawMany(
  { named, states, items }: WrittenIntoMany,
  notes: Notes,
): readonly Statement[] {
  const [item] = items;
  if (item === undefined) return [];
  return item.ways.flatMap((way, index) => {
    const branches = items.flatMap((each) => each.ways[index]?.branches ?? []);
    const statement = anywhereStatement(named, item, { ...way, branches });
    const { target } = way.branch;
    if (target === null) return [statement];
    notes.add(target.states, states, statement);
    return [];
  });
}

class Notes {
  readonly #sketch: Sketch;
  /** By the figure that a note leads to and the state that it lies in. */
  readonly #notes = new Map<
    string,
    { to: string; into: State | null; statements: Statement[] }
  >();

  constructor(sketch: Sketch) {
    this.#sketch = sketch;
  }

  add(
    targets: Target["states"],
    sources: readonly State[],
    statement: Statement,
  ): void {
    const all = [...targets.map(({ state }) => state), ...sources];
    const into = sources.length > 0 ? commonParent(all) : null;
    const to = this.#sketch.end(targets, { into, behind: null });
    const key = `${into?.index ?? "top"}>${to}`;
    const known = this.#notes.get(key) ?? { to, into, statements: [] };
    known.statements.push(statement);
    this.#notes.set(key, known);
  }

  draw(): void {
    for (const [key, { to, into, statements }] of this.#notes) {
      const title = statements.map((each) => each.title).join("\n");
      const id = `anywhere.${key}`;
      this.#sketch.put(
        { kind: "anywhere", id, title, statements },
        { into, behind: null },
      );
      this.#sketch.arrow(id, to, [], true);
    }
  }
}

function targetOf({
  target,
  span,
}: Pick<
  NonNullable<Strategy["errors"]>,
  "target" | "span"
>): Target["states"][number] {
  return { history: "none", state: target, span };
}
