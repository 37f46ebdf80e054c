import type { PathStep } from "../../../diagnostics/index.ts";
import type { Leg, Strategy } from "../../../model/index.ts";
import { isMissed } from "./emergency.ts";
import { entriesAtStart } from "./entries.ts";
import { arrive, draftOf, rest, type Arrival } from "./macrostep.ts";
import { enter } from "./microstep.ts";
import { Moves, type Move } from "./moves.ts";
import {
  FLAT,
  hasEnded,
  isMarked,
  isOpen,
  machineOf,
  mayFill,
  sceneOf,
  type Scene,
} from "./scene.ts";

/** A scene as the search has found it. */
export interface Node {
  readonly scene: Scene;
  /** How it was come to first, which is a shortest way; null at the start. */
  readonly via: { readonly from: Node; readonly move: Move } | null;
  /** No finding was repaired on the way. */
  readonly isClean: boolean;
  readonly edges: Edge[];
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

export interface Exposure {
  readonly strategy: Strategy;
  /** Nearest to the start first. */
  readonly nodes: readonly Node[];
  /** The limit was met: what is not found may be there all the same. */
  readonly isCut: boolean;
}

/** Scenes that are looked at. */
const MOST_SCENES = 200_000;
/** Steps between them. */
const MOST_STEPS = 250_000;

/**
 * Walks the machine against a venue that plays against it, breadth first: EXPOSURE.md. A step into a scene that is a
 * finding is noted, and the search goes on as if it had been mended.
 */
export function explore(strategy: Strategy): Exposure {
  const search = new Search(strategy);
  return search.run();
}

/** The way to a node, and one step more. */
export function pathOf(node: Node, last: Move | null): readonly PathStep[] {
  const steps: PathStep[] = [...(last?.rest.path ?? [])];
  for (let each = node; each.via !== null; each = each.via.from)
    steps.unshift(...each.via.move.rest.path);
  return steps;
}

class Search {
  private readonly strategy: Strategy;
  private readonly moves: Moves;
  private readonly nodes = new Map<string, Node>();
  private readonly queue: Node[] = [];
  private steps = 0;
  private isCut = false;

  constructor(strategy: Strategy) {
    this.strategy = strategy;
    this.moves = new Moves(strategy);
  }

  run(): Exposure {
    for (const { scene } of this.start()) this.node(scene, null, true);
    for (let next = 0; next < this.queue.length; next += 1) {
      const node = this.queue[next];
      if (node === undefined || hasEnded(node.scene)) continue;
      if (this.queue.length > MOST_SCENES || this.steps > MOST_STEPS) {
        this.isCut = true;
        break;
      }
      for (const move of this.moves.from(node.scene))
        for (const legs of move.venue(node.scene.legs))
          this.follow(node, move, arrive(this.strategy, move.rest, legs));
    }
    return { strategy: this.strategy, nodes: this.queue, isCut: this.isCut };
  }

  private start(): readonly Arrival[] {
    const { root, legs } = this.strategy;
    const nothing = draftOf(this.strategy, {
      leaves: [],
      history: new Map(),
      runs: new Map(),
      halted: false,
    });
    const flat = legs.map(() => FLAT);
    return rest(
      this.strategy,
      enter(this.strategy, nothing, entriesAtStart(root)),
    ).map((each) => arrive(this.strategy, each, flat));
  }

  private follow(from: Node, move: Move, { scene, slips }: Arrival): void {
    const exposed =
      hasEnded(scene) || !isMarked(scene)
        ? this.strategy.legs.filter((leg, index) => isOpen(scene, index, leg))
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
    this.steps += 1;
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
    return sceneOf(machineOf({ ...scene, runs }), legs);
  }

  private node(scene: Scene, via: Node["via"], isClean: boolean): Node {
    const known = this.nodes.get(scene.key);
    if (known !== undefined) return known;
    const node: Node = { scene, via, isClean, edges: [] };
    this.nodes.set(scene.key, node);
    this.queue.push(node);
    return node;
  }
}
