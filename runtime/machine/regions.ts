import { outwards } from "../description.ts";
import type { Outcome, StrategyTypes } from "../vocabulary.ts";
import { MachineEffects } from "./effects.ts";

/**
 * What a state makes of an event: the number of the step that is to be taken, else why none is. Null: the event may not come
 * in.
 */
export type Choice = number | Outcome | null;

/**
 * The parts of a step, as bits. Where several regions take a step at once, all that is left is left before the first effect, and
 * all effects are done before anything is entered.
 */
export const EXITS = 1;
export const EFFECTS = 2;
export const ENTRIES = 4;
const WHOLE: number = EXITS | EFFECTS | ENTRIES;

/** The strategy itself as a domain: everything is left. */
const ROOT = -1;

/** Where several states are active at once: SCXML's microstep (www.w3.org/TR/scxml, appendix D) over steps that generated code takes. */
export abstract class MachineRegions<
  Types extends StrategyTypes,
> extends MachineEffects<Types> {
  /** Parts of a step. */
  protected take(_step: number, _parts: number, _payload: unknown): void {}

  /** The state that it stays inside of; null for a step that leaves nothing. */
  protected domain(step: number): number | null {
    return this.description.branches[step]?.domain ?? null;
  }

  /** What all active states picked for one event, and the microstep that comes of it. */
  protected together(
    picks: readonly Choice[],
    trigger: string,
    payload: unknown,
  ): Outcome | null {
    if (picks.includes(null)) return null;
    const steps = this.withoutConflicts(picks);
    if (steps.length > 0) {
      this.microstep(steps, payload);
      return "taken";
    }
    if (picks.includes("deferred")) return this.defer(trigger, payload);
    return picks.includes("blocked") ? "blocked" : "ignored";
  }

  /** What one state made of an event that is only its own. */
  protected alone(pick: Choice, payload: unknown): Outcome | null {
    if (typeof pick !== "number") return pick;
    this.microstep([pick], payload);
    return "taken";
  }

  /** Of picks that would leave the same state a descendant's is kept, else the first. */
  private withoutConflicts(picks: readonly Choice[]): readonly number[] {
    const kept: number[] = [];
    for (const pick of picks) {
      if (typeof pick !== "number" || kept.includes(pick)) continue;
      const rivals = kept.filter((other) => this.areRivals(pick, other));
      if (!rivals.every((other) => this.isInside(pick, other))) continue;
      for (const rival of rivals) kept.splice(kept.indexOf(rival), 1);
      kept.push(pick);
    }
    return kept;
  }

  private areRivals(one: number, other: number): boolean {
    const [a, b] = [this.domain(one), this.domain(other)];
    return (
      a !== null && b !== null && (this.contains(a, b) || this.contains(b, a))
    );
  }

  /** Whether the state of one step is a descendant of the other's. */
  private isInside(one: number, other: number): boolean {
    const { branches } = this.description;
    const inner = branches[one]?.owner ?? ROOT;
    const outer = branches[other]?.owner ?? ROOT;
    return inner !== outer && this.contains(outer, inner);
  }

  private contains(outer: number, inner: number): boolean {
    const last = this.description.states[outer]?.last ?? Infinity;
    return inner >= outer && inner <= last;
  }

  /** Leaves last what stands first, and enters it first. */
  private microstep(steps: readonly number[], payload: unknown): void {
    this.counted();
    if (steps.some((step) => this.domain(step) !== null))
      this.working().macrostep.hasMoved = true;
    const [only = ROOT] = steps;
    if (steps.length === 1) {
      this.take(only, WHOLE, payload);
      return;
    }
    const ordered = steps.toSorted((a, b) => this.order(a) - this.order(b));
    for (let index = ordered.length - 1; index >= 0; index -= 1)
      this.take(ordered[index] ?? ROOT, EXITS, payload);
    for (const step of steps) this.take(step, EFFECTS, payload);
    for (const step of ordered) this.take(step, ENTRIES, payload);
  }

  private order(step: number): number {
    return this.domain(step) ?? ROOT;
  }

  // History.

  /** The active states below a state that is about to be left. */
  protected activeBelow(state: number): readonly number[] {
    return this.leaves().filter((leaf) => this.contains(state, leaf));
  }

  /** Whether one of the states that were active lies in a part of the tree. */
  protected hasAmong(
    recorded: readonly number[],
    first: number,
    last: number,
  ): boolean {
    return recorded.some((leaf) => leaf >= first && leaf <= last);
  }

  /** The innermost of a state's parents, of these, that holds all that was recorded; null for none of them. */
  protected innermost(
    candidates: readonly number[],
    recorded: readonly number[],
  ): number | null {
    return (
      candidates.find((state) =>
        recorded.every((leaf) => this.contains(state, leaf)),
      ) ?? null
    );
  }

  /** Goes on where a snapshot was taken. */
  protected placeAt(leaves: readonly number[]): void {
    const { states, regions } = this.description;
    for (const leaf of leaves)
      for (let state = leaf, inner = true; ; inner = false) {
        const isParallel = regions.some(
          (region) => states[region]?.parent === state,
        );
        if (inner || isParallel) this.place(this.regionOf(state), state);
        const parent = states[state]?.parent ?? null;
        if (parent === null) break;
        state = parent;
      }
  }

  /** Whether a set of leaves is what can be active together: one of each region, and nothing else. */
  protected isConfiguration(leaves: readonly number[]): boolean {
    const { states, regions } = this.description;
    const active = new Set<number>();
    for (const leaf of leaves) {
      if (states[leaf]?.last !== leaf) return false;
      for (const each of outwards(this.description, leaf))
        active.add(states.indexOf(each));
    }
    const isParallel = (state: number | null) =>
      state !== null && regions.some((each) => states[each]?.parent === state);
    const inside = (state: number | null) =>
      states.flatMap((each, index) => (each.parent === state ? [index] : []));
    return [null, ...active].every((state) => {
      const children = inside(state);
      const there = children.filter((child) => active.has(child)).length;
      if (children.length === 0) return true;
      return there === (isParallel(state) ? children.length : 1);
    });
  }
}
