import type { PathStep } from "../../../diagnostics/index.ts";
import type { Leg, State, Strategy } from "../../../model/index.ts";
import { LimitReached } from "./budget.ts";
import { isMissed } from "./emergency.ts";
import { apart, join } from "./joined.ts";
import { arrive, draftOf, rest, type Arrival } from "./macrostep.ts";
import { follow } from "./microstep.ts";
import type { Move } from "./move.ts";
import { Moves } from "./moves.ts";
import { planAtStart } from "./plan.ts";
import { FLAT, hasEnded, isMarked, mayFill, type Scene } from "./scene.ts";
import type { Setting } from "./setting.ts";

/** A scene as the search has found it. */
export interface Node {
  readonly scene: Scene;
  /** How it was come to first, which is a shortest way; null at the start. */
  readonly via: { readonly from: Node; readonly move: Move } | null;
  /** No finding was repaired on the way. */
  readonly isClean: boolean;
  readonly edges: readonly Edge[];
}

/** A step of the search, with what was found in it. */
export interface Edge {
  readonly from: Node;
  readonly move: Move;
  readonly slips: Arrival["slips"];
  /** Where it leads before what was found there is cleared. */
  readonly reached: Scene;
  /** Legs that are open at its end where nothing says so, or for good. */
  readonly exposed: readonly Leg[];
  readonly to: Node;
}

/** What one search has found. */
export interface Found {
  /** Nearest to the start first. */
  readonly nodes: readonly Node[];
  /** Configurations of which scenes were joined. */
  readonly joined: ReadonlySet<readonly State[]>;
  /** It met a limit before it was through. */
  readonly isCut: boolean;
}

/** The way to a node, and one step more. */
export function pathOf(node: Node, last: Move | null): readonly PathStep[] {
  const steps: PathStep[] = [...(last?.rest.path ?? [])];
  for (let each = node; each.via !== null; each = each.via.from)
    steps.unshift(...each.via.move.rest.path);
  return steps;
}

/** A node whose scene grows while others are joined with it. */
interface GrowingNode extends Node {
  scene: Scene;
  edges: Edge[];
  isWaiting: boolean;
}

/**
 * Walks the machine against a venue that plays against it, breadth first: EXPOSURE.md. A step into a scene that is a finding is
 * noted, and the search goes on as if it had been mended.
 */
export class Search {
  private readonly setting: Setting;
  private readonly strategy: Strategy;
  private readonly moves: Moves;
  private readonly exact = new Map<Scene, GrowingNode>();
  /** By machine. */
  private readonly growing = new Map<number, GrowingNode>();
  /** Of each configuration. */
  private readonly different = new Map<readonly State[], Set<string>>();
  private readonly joined = new Set<readonly State[]>();
  private readonly nodes: GrowingNode[] = [];
  private readonly waiting: GrowingNode[] = [];

  private readonly scenesOfOne: number;

  /** @param isJoined join all scenes of one machine from the beginning on */
  constructor(setting: Setting, isJoined = false) {
    this.scenesOfOne = isJoined ? 0 : setting.budget.limits.scenesOfOne;
    this.setting = setting;
    this.strategy = setting.strategy;
    this.moves = new Moves(setting);
  }

  run(): Found {
    const isCut = !this.isThrough();
    const { nodes, joined } = this;
    return { nodes, joined, isCut };
  }

  private isThrough(): boolean {
    try {
      for (const { scene } of this.start()) this.node(scene, null, true);
      for (const node of this.waiting) {
        node.isWaiting = false;
        if (!hasEnded(node.scene)) this.goOn(node);
      }
      return true;
    } catch (error) {
      if (error instanceof LimitReached) return false;
      throw error;
    }
  }

  private goOn(node: GrowingNode): void {
    const { scene } = node;
    node.edges = [];
    for (const move of this.moves.from(scene))
      for (const one of apart(scene.legs))
        for (const legs of move.venue(one))
          for (const arrival of arrive(this.setting, move.rest, legs))
            this.follow(node, move, arrival);
  }

  private start(): readonly Arrival[] {
    const nothing = draftOf(this.strategy, {
      leaves: [],
      history: new Map(),
      runs: new Map(),
      halted: false,
    });
    const flat = this.strategy.legs.map(() => FLAT);
    const plan = planAtStart(this.setting);
    const entered = follow(this.setting, nothing, plan, "start");
    return rest(this.setting, entered).flatMap((each) =>
      arrive(this.setting, each, flat),
    );
  }

  private follow(
    from: GrowingNode,
    move: Move,
    { scene, slips }: Arrival,
  ): void {
    this.setting.budget.step();
    const exposed =
      scene.open.size > 0 && (hasEnded(scene) || !isMarked(scene))
        ? [...scene.open]
        : [];
    const cleared = [
      ...exposed,
      ...slips.flatMap(({ kind, leg }) => (kind === "double" ? [] : [leg])),
    ];
    const mended = cleared.length === 0 ? scene : this.without(scene, cleared);
    const isClean = from.isClean && cleared.length === 0 && slips.length === 0;
    const to = isMissed(this.strategy, from.scene, move)
      ? from
      : this.node(mended, { from, move }, isClean);
    from.edges.push({ from, move, slips, reached: scene, exposed, to });
  }

  private without(scene: Scene, cleared: readonly Leg[]): Scene {
    const legs = scene.legs.map((state, index) => {
      const leg = this.strategy.legs[index];
      return leg !== undefined && cleared.includes(leg) ? FLAT : state;
    });
    const runs = new Map(
      [...scene.runs].map(([run, phase]) => {
        const isOut =
          mayFill(run, phase) &&
          run.activity.legs.some((leg) => cleared.includes(leg));
        return [run, isOut ? ("over" as const) : phase] as const;
      }),
    );
    const { machines, scenes } = this.setting;
    return scenes.of(machines.of({ ...scene, runs }), legs);
  }

  private node(scene: Scene, via: Node["via"], isClean: boolean): GrowingNode {
    const known = this.exact.get(scene);
    if (known !== undefined) return known;
    if (this.isOneTooMany(scene)) return this.grown(scene, via, isClean);
    const node = this.added(scene, via, isClean);
    this.exact.set(scene, node);
    return node;
  }

  /** What exposed a leg is not counted: it decides nothing. */
  private isOneTooMany({ leaves, number, legs }: Scene): boolean {
    const key = `${number} ${legs.map(({ held, loose }) => `${held} ${loose}`).join(",")}`;
    let there = this.different.get(leaves);
    if (there === undefined) {
      there = new Set();
      this.different.set(leaves, there);
    }
    if (there.has(key)) return false;
    if (there.size >= this.scenesOfOne) return true;
    there.add(key);
    return false;
  }

  /** The one node of a machine of which there are too many scenes. */
  private grown(scene: Scene, via: Node["via"], isClean: boolean): GrowingNode {
    const node = this.growing.get(scene.number);
    if (node === undefined) {
      const added = this.added(scene, via, isClean);
      this.joined.add(scene.leaves);
      this.growing.set(scene.number, added);
      return added;
    }
    const legs = join(node.scene.legs, scene.legs);
    const { scenes } = this.setting;
    const together = scenes.of(node.scene, legs);
    if (together === node.scene) return node;
    node.scene = together;
    if (!node.isWaiting) {
      node.isWaiting = true;
      this.waiting.push(node);
    }
    return node;
  }

  private added(scene: Scene, via: Node["via"], isClean: boolean): GrowingNode {
    this.setting.budget.scene();
    const node: GrowingNode = {
      scene,
      via,
      isClean,
      edges: [],
      isWaiting: true,
    };
    this.nodes.push(node);
    this.waiting.push(node);
    return node;
  }
}
