/** The states of a random strategy, and where its transitions may lead. */
import type { Dice } from "./dice.ts";

export interface Node {
  readonly name: string;
  readonly depth: number;
  readonly kind: "atomic" | "final" | "composite" | "parallel";
  readonly role: "normal" | "error" | "suspended";
  readonly parent: Node | null;
  readonly children: Node[];
}

/** Parallel states inside of each other. */
const MOST_PARALLELS = 2;

/** Grows the tree of one strategy. */
export class Tree {
  readonly tops: Node[] = [];
  readonly nodes: Node[] = [];
  private readonly dice: Dice;
  /** Whether there may be parallel states; without them it is what a flat or nested machine is. */
  private readonly regional: boolean;
  private count = 0;

  constructor(dice: Dice, regional: boolean) {
    this.dice = dice;
    this.regional = regional;
    const tops = dice.whole(3, regional ? 4 : 5);
    for (let index = 0; index < tops; index += 1)
      this.tops.push(this.node(null, 0, index > 0 && dice.chance(0.15), 0));
    if (dice.chance(0.85)) this.tops.push(this.leaf("error"));
    if (dice.chance(0.6)) this.tops.push(this.leaf("suspended"));
    if (dice.chance(0.6))
      this.tops.push({ ...this.leaf("normal"), kind: "final" });
    this.collect(this.tops);
  }

  private collect(nodes: readonly Node[]): void {
    for (const each of nodes) {
      this.nodes.push(each);
      this.collect(each.children);
    }
  }

  private leaf(role: Node["role"]): Node {
    return {
      name: this.name(),
      depth: 0,
      kind: "atomic",
      role,
      parent: null,
      children: [],
    };
  }

  private name(): string {
    return `S${this.count++}`;
  }

  private node(
    parent: Node | null,
    depth: number,
    final: boolean,
    parallels: number,
  ): Node {
    const { dice } = this;
    const isRegion = parent?.kind === "parallel";
    const kind = final ? "final" : this.kindAt(depth, isRegion, parallels);
    const node: Node = {
      name: this.name(),
      depth,
      kind,
      role: "normal",
      parent,
      children: [],
    };
    if (kind === "parallel") {
      const regions = dice.whole(2, 3);
      for (let index = 0; index < regions; index += 1)
        node.children.push(this.node(node, depth + 1, false, parallels + 1));
    } else if (kind === "composite") {
      const children = dice.whole(2, 3);
      for (let index = 0; index < children; index += 1)
        node.children.push(
          this.node(
            node,
            depth + 1,
            index > 0 && dice.chance(isRegion ? 0.6 : 0.25),
            parallels,
          ),
        );
    }
    return node;
  }

  private kindAt(
    depth: number,
    isRegion: boolean,
    parallels: number,
  ): "atomic" | "composite" | "parallel" {
    const { dice } = this;
    if (!this.regional)
      return depth < 3 && dice.chance(depth === 0 ? 0.5 : 0.45)
        ? "composite"
        : "atomic";
    if (isRegion && dice.chance(0.85)) return "composite";
    const share = depth === 0 ? 0.8 : 0.3;
    if (depth >= 4 || !dice.chance(share)) return "atomic";
    return parallels < MOST_PARALLELS &&
      depth < 3 &&
      dice.chance(depth === 0 ? 0.7 : 0.4)
      ? "parallel"
      : "composite";
  }
}

export function topOf(node: Node): Node {
  return node.parent === null ? node : topOf(node.parent);
}

export function* below(node: Node): Generator<Node> {
  for (const child of node.children) {
    yield child;
    yield* below(child);
  }
}

/** The final state of the innermost region around a node; null where it has none. */
export function endOfRegion(node: Node): Node | null {
  for (let each: Node | null = node; each; each = each.parent)
    if (each.parent?.kind === "parallel")
      return each.children.find(({ kind }) => kind === "final") ?? null;
  return null;
}

/** One state in each of some regions of a parallel state; null where there is none among the nodes. */
export function severalTargets(
  dice: Dice,
  nodes: readonly Node[],
): readonly Node[] | null {
  const parallel = dice.pick(nodes.filter(({ kind }) => kind === "parallel"));
  if (parallel === undefined) return null;
  const regions = dice.some(parallel.children, 0.8);
  if (regions.length < 2) return null;
  const towardsDone = dice.chance(0.5);
  const targets = regions.flatMap((region) => {
    const end = region.children.find(({ kind }) => kind === "final");
    if (towardsDone && end !== undefined) return [end];
    const inside = [region, ...below(region)];
    const nested = dice.chance(0.25) ? severalTargets(dice, inside) : null;
    return nested ?? [dice.pick(inside) ?? region];
  });
  return dice.chance(0.5) ? targets : targets.toReversed();
}
