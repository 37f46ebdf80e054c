/** Random configurations of version 5 that XState itself accepts. */
import { Dice } from "../../support/dice.ts";

interface Node {
  readonly key: string;
  readonly kind: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly parent: Node | null;
  readonly children: Node[];
}

type Json = Record<string, unknown>;

const EVENTS = ["A", "B", "C.x", "C.y", "to-D"];
const GUARDS = ["g0", "g1", "g2"];
const ACTIONS = ["a0", "a1", "a2", "a3"];
const DELAYS = ["10", "25", "40", "SOON"];

export interface Habits {
  readonly parallel: number;
  readonly history: number;
  readonly always: number;
  readonly wildcards: number;
}

export function randomConfig(seed: number, habits: Habits): Json {
  return new ConfigWriter(new Dice(seed), habits).config();
}

class ConfigWriter {
  readonly #dice: Dice;
  readonly #habits: Habits;
  readonly #nodes: Node[] = [];
  #count = 0;
  #invokes = 0;
  #eventless: Node | null = null;

  constructor(dice: Dice, habits: Habits) {
    this.#dice = dice;
    this.#habits = habits;
  }

  config(): Json {
    const dice = this.#dice;
    const kind = dice.chance(this.#habits.parallel / 2)
      ? "parallel"
      : "compound";
    const root: Node = { key: "m", kind, parent: null, children: [] };
    this.#grow(root, 0);
    return { id: "m", ...this.#state(root) };
  }

  #grow(node: Node, depth: number): void {
    const dice = this.#dice;
    const count = dice.whole(2, depth === 0 ? 4 : 3);
    for (let index = 0; index < count; index += 1) {
      const inside = depth < 3 && dice.chance(depth === 0 ? 0.5 : 0.35);
      const kind = inside
        ? dice.chance(this.#habits.parallel)
          ? "parallel"
          : "compound"
        : node.kind === "compound" && index > 0 && dice.chance(0.2)
          ? "final"
          : "atomic";
      const key = dice.chance(0.15) ? `x${index}` : `s${this.#count++}`;
      const child: Node = { key, kind, parent: node, children: [] };
      node.children.push(child);
      this.#nodes.push(child);
      if (inside) this.#grow(child, depth + 1);
    }
    if (node.parent !== null && dice.chance(this.#habits.history)) {
      const history: Node = {
        key: "hist",
        kind: "history",
        parent: node,
        children: [],
      };
      node.children.push(history);
      this.#nodes.push(history);
    }
  }

  #state(node: Node): Json {
    const dice = this.#dice;
    const state: Json = {};
    if (node.kind === "history") return this.#history(node);
    if (node.kind === "final") state["type"] = "final";
    if (node.kind === "parallel") state["type"] = "parallel";
    if (dice.chance(0.35)) state["entry"] = this.#actions();
    if (dice.chance(0.35) && (node.kind !== "final" || node.parent?.parent))
      state["exit"] = this.#actions();
    if (node.kind === "final") return state;
    const on = this.#on(node);
    if (Object.keys(on).length > 0) state["on"] = on;
    if (dice.chance(0.25)) {
      const after: Json = {};
      for (const delay of dice.some(DELAYS, 0.35))
        after[delay] = this.#transitions(node);
      state["after"] = after;
    }
    if (dice.chance(this.#habits.always) && this.#mayBeEventless(node))
      state["always"] = this.#always(node);
    if (dice.chance(0.12) && node.parent !== null)
      state["invoke"] = {
        src: `w${this.#invokes++}`,
        ...(dice.chance(0.8) ? { onDone: this.#transitions(node) } : {}),
        onError: this.#transitions(node),
      };
    if (node.children.length === 0) return state;
    const real = node.children.filter(({ kind }) => kind !== "history");
    if (node.kind === "compound") {
      const first = real[0]?.key;
      state["initial"] = dice.chance(0.15)
        ? { target: first, actions: this.#actions() }
        : first;
    }
    if (node.parent !== null && dice.chance(0.6))
      state["onDone"] = this.#transitions(node);
    state["states"] = Object.fromEntries(
      node.children.map((child) => [child.key, this.#state(child)]),
    );
    return state;
  }

  #history(node: Node): Json {
    const dice = this.#dice;
    const siblings = (node.parent?.children ?? []).filter(
      ({ kind }) => kind !== "history",
    );
    const other = dice.pick(siblings);
    return {
      type: "history",
      ...(dice.chance(0.5) ? { history: "deep" } : {}),
      ...(node.parent?.kind === "compound" &&
      dice.chance(0.3) &&
      other !== undefined
        ? { target: other.key }
        : {}),
    };
  }

  #on(node: Node): Json {
    const dice = this.#dice;
    const on: Json = {};
    for (const event of dice.some(EVENTS, node.parent === null ? 0.15 : 0.4)) {
      const kind = dice.fraction();
      on[event] = kind < 0.07 ? {} : kind < 0.1 ? [] : this.#transitions(node);
    }
    if (dice.chance(this.#habits.wildcards)) on["*"] = this.#transitions(node);
    if (dice.chance(this.#habits.wildcards))
      on["C.*"] = this.#transitions(node);
    return on;
  }

  #transitions(node: Node): unknown {
    return this.#dice.chance(0.2)
      ? [this.#transition(node, true), this.#transition(node, false)]
      : this.#transition(node, false);
  }

  #transition(node: Node, guarded: boolean): unknown {
    const dice = this.#dice;
    const transition: Json = {};
    if (guarded || dice.chance(0.3)) transition["guard"] = dice.pick(GUARDS);
    if (dice.chance(0.4)) transition["actions"] = this.#actions();
    if (!dice.chance(0.15)) {
      const target = this.#target(node);
      const targets = [this.#written(target, node)];
      const other = this.#elsewhere(target);
      if (other !== null && dice.chance(0.3))
        targets.push(this.#written(other, node));
      transition["target"] = targets.length === 1 ? targets[0] : targets;
      if (dice.chance(0.2)) transition["reenter"] = true;
    }
    return transition;
  }

  #target(node: Node): Node {
    const dice = this.#dice;
    const kind = dice.fraction();
    const wished =
      kind < 0.2
        ? dice.pick(node.children)
        : kind < 0.3
          ? node
          : kind < 0.4
            ? dice.pick(this.#nodes.filter((each) => each.kind === "history"))
            : dice.pick(this.#nodes);
    return wished === undefined || isOwnHistory(wished, node) ? node : wished;
  }

  /**
   * Of `always` in two regions XState takes that of the state first which was entered first; SCXML that which comes first in the
   * text. So only one region of a machine has any.
   */
  #mayBeEventless(node: Node): boolean {
    if (node.parent === null) return false;
    const region = regionOf(node);
    this.#eventless ??= region;
    return region === null || this.#eventless === region;
  }

  /** One that leads away, so that it is not taken for ever. */
  #always(node: Node): unknown {
    const away = this.#nodes.filter(
      (each) =>
        each.kind !== "history" &&
        !isAround(each, node) &&
        !isAround(node, each) &&
        leastAround(each, node).kind === "compound",
    );
    const target = this.#dice.pick(away);
    if (target === undefined) return [];
    return {
      guard: this.#dice.pick(GUARDS),
      target: `#${idOf(target)}`,
      actions: this.#actions(),
    };
  }

  /** A state in another region of the parallel state around. */
  #elsewhere(target: Node): Node | null {
    for (let each = target; each.parent !== null; each = each.parent) {
      const { parent } = each;
      if (parent.kind !== "parallel") continue;
      const region = this.#dice.pick(
        parent.children.filter(
          (child) => child !== each && child.kind !== "history",
        ),
      );
      if (region === undefined || target.kind === "history") return null;
      return this.#dice.pick(region.children) ?? region;
    }
    return null;
  }

  #written(target: Node, source: Node): string {
    const dice = this.#dice;
    if (target.parent === source && dice.chance(0.6)) return `.${target.key}`;
    if (
      target.parent !== null &&
      target.parent === source.parent &&
      dice.chance(0.7)
    )
      return target.key;
    return `#${idOf(target)}`;
  }

  #actions(): unknown {
    const dice = this.#dice;
    const one = dice.pick(ACTIONS);
    return dice.chance(0.3) ? [one, { type: dice.pick(ACTIONS) }] : one;
  }
}

/** Whether a state is another or lies around it. */
function isAround(outer: Node, node: Node): boolean {
  for (let each: Node | null = node; each !== null; each = each.parent)
    if (each === outer) return true;
  return false;
}

/** XState enters states twice that a history inside of which it is led to brings back. */
function isOwnHistory({ kind, parent }: Node, source: Node): boolean {
  return kind === "history" && parent !== null && isAround(parent, source);
}

function leastAround(one: Node, other: Node): Node {
  let each = one;
  while (each.parent !== null && !isAround(each, other)) each = each.parent;
  return each;
}

/** The innermost region around a state; null outside of parallel ones. */
function regionOf(node: Node): Node | null {
  for (let each = node; each.parent !== null; each = each.parent)
    if (each.parent.kind === "parallel") return each;
  return null;
}

function idOf(node: Node): string {
  return node.parent === null ? "m" : `${idOf(node.parent)}.${node.key}`;
}
