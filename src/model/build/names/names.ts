import type * as Ast from "../../../syntax/ast.ts";
import type { Leg } from "../../model.ts";
import type {
  CallableEntry,
  EventEntry,
  LegEntry,
  Spaces,
  TypeEntry,
  ValueEntry,
} from "./entries.ts";
import type { StateNames, StateResolution } from "./state-names.ts";

/** Types of the file around a strategy: its own and imported ones. */
export interface FileTypes {
  type(name: string): TypeEntry | null;
  /** Notes that the name was taken, for the check of unused imports. */
  use(name: string): void;
  typeNames(): Iterable<string>;
}

/**
 * What the text of one layer means by a name. Layers are a strategy and its parents, oldest first: inherited text sees
 * what its own strategy and the parents of that declare, and nothing of its children.
 */
export class Names {
  readonly layer: number;
  readonly #spaces: Spaces;
  readonly #states: StateNames;
  readonly #file: FileTypes;

  constructor(
    layer: number,
    spaces: Spaces,
    states: StateNames,
    file: FileTypes,
  ) {
    this.layer = layer;
    this.#spaces = spaces;
    this.#states = states;
    this.#file = file;
  }

  /** A param, context field, guard or enum. */
  value(name: string): ValueEntry | null {
    const own = this.#visible(this.#spaces.values.get(name));
    if (own !== null) return own;
    const type = this.#file.type(name);
    if (type?.kind !== "enum") return null;
    this.#file.use(name);
    return type;
  }

  callable(name: string): CallableEntry | null {
    return this.#visible(this.#spaces.callables.get(name));
  }

  event(name: string): EventEntry | null {
    return this.#visible(this.#spaces.events.get(name));
  }

  type(name: string): TypeEntry | null {
    const own = this.#visible(this.#spaces.types.get(name));
    if (own !== null) return own;
    this.#file.use(name);
    return this.#file.type(name);
  }

  leg(name: string): LegEntry | null {
    return this.#visible(this.#spaces.legs.get(name));
  }

  state(path: Ast.StatePath): StateResolution {
    return this.#states.resolve(path, this.layer);
  }

  *values(): Generator<readonly [name: string, entry: ValueEntry]> {
    for (const [name, entry] of this.#spaces.values)
      if (entry.layer <= this.layer) yield [name, entry];
    for (const name of this.#file.typeNames()) {
      const type = this.#file.type(name);
      if (type?.kind === "enum") yield [name, type];
    }
  }

  callableNames(kind?: CallableEntry["kind"]): readonly string[] {
    return this.#names(this.#spaces.callables, kind);
  }

  eventNames(kind?: EventEntry["kind"]): readonly string[] {
    return this.#names(this.#spaces.events, kind);
  }

  typeNames(): readonly string[] {
    return [
      ...this.#names(this.#spaces.types, undefined),
      ...this.#file.typeNames(),
    ];
  }

  /** Every leg of the strategy, whichever layer declares it: what no leg named means. */
  legs(): readonly Leg[] {
    return [...this.#spaces.legs.values()].map((entry) => entry.leg);
  }

  legNames(): readonly string[] {
    return this.#names(this.#spaces.legs, undefined);
  }

  *triggers(): Generator<Extract<EventEntry, { kind: "trigger" }>> {
    for (const entry of this.#spaces.events.values())
      if (entry.kind === "trigger" && entry.layer <= this.layer) yield entry;
  }

  #visible<Entry extends { readonly layer: number }>(
    entry: Entry | undefined,
  ): Entry | null {
    return entry !== undefined && entry.layer <= this.layer ? entry : null;
  }

  #names<Entry extends { readonly layer: number; readonly kind: string }>(
    space: ReadonlyMap<string, Entry>,
    kind: string | undefined,
  ): readonly string[] {
    const names: string[] = [];
    for (const [name, entry] of space)
      if (entry.layer <= this.layer && (kind ?? entry.kind) === entry.kind)
        names.push(name);
    return names;
  }
}
