import type { Leg, Run } from "../../../model/index.ts";
import { autoSteps } from "./auto.ts";
import type { Exposure } from "./explore.ts";
import { isClosing, type Scene } from "./scene.ts";
import type { Edge, Node } from "./search.ts";

/** From where one comes to where, over the steps of a search. */
export class Flows {
  private readonly nodes: readonly Node[];
  private readonly isAuto: (edge: Edge) => boolean;
  private readonly known = new Map<string, ReadonlySet<Node>>();
  private back: ReadonlyMap<Node, readonly Node[]> | null = null;
  private autoBack: ReadonlyMap<Node, readonly Node[]> | null = null;

  constructor(exposure: Exposure) {
    this.nodes = exposure.nodes;
    this.isAuto = autoSteps(exposure);
  }

  /** Nodes from which some path leads to where a leg is flat. */
  toFlat(leg: Leg): ReadonlySet<Node> {
    return this.leading(
      `flat ${leg.name}`,
      ({ open }) => !open.has(leg),
      false,
    );
  }

  /** Nodes from which the machine and the venue alone come to closing a leg. */
  toClosing(leg: Leg): ReadonlySet<Node> {
    return this.leading(
      `closing ${leg.name}`,
      (scene) => isClosing(scene, leg),
      true,
    );
  }

  /** Nodes from which they come to closing a leg, to where it is flat, or to another order of what the run opens. */
  toRepair(leg: Leg, run: Run): ReadonlySet<Node> {
    const opened = run.activity.legs.map(({ name }) => name).join(",");
    return this.leading(
      `repair ${leg.name} ${opened}`,
      (scene) =>
        isClosing(scene, leg) || !scene.open.has(leg) || opensAgain(scene, run),
      true,
    );
  }

  private leading(
    key: string,
    holds: (scene: Scene) => boolean,
    isAuto: boolean,
  ): ReadonlySet<Node> {
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.backwards(
        this.nodes.filter(({ scene }) => holds(scene)),
        isAuto ? this.autoSources() : this.sources(),
      );
      this.known.set(key, found);
    }
    return found;
  }

  private backwards(
    ends: readonly Node[],
    sources: ReadonlyMap<Node, readonly Node[]>,
  ): ReadonlySet<Node> {
    const found = new Set(ends);
    // A set takes what is added while it is walked.
    for (const node of found)
      for (const from of sources.get(node) ?? []) found.add(from);
    return found;
  }

  private sources(): ReadonlyMap<Node, readonly Node[]> {
    return (this.back ??= sourcesIn(this.nodes, () => true));
  }

  private autoSources(): ReadonlyMap<Node, readonly Node[]> {
    return (this.autoBack ??= sourcesIn(this.nodes, this.isAuto));
  }
}

function sourcesIn(
  nodes: readonly Node[],
  counts: (edge: Edge) => boolean,
): ReadonlyMap<Node, readonly Node[]> {
  const sources = new Map<Node, Node[]>();
  for (const from of nodes)
    for (const edge of from.edges) {
      if (!counts(edge)) continue;
      const known = sources.get(edge.to);
      if (known === undefined) sources.set(edge.to, [from]);
      else if (known.at(-1) !== from) known.push(from);
    }
  return sources;
}

function opensAgain({ runs }: Scene, { activity }: Run): boolean {
  return [...runs].some(
    ([run, phase]) =>
      (phase === "live" || phase === "part") &&
      run.activity.words.includes("opens") &&
      run.activity.legs.some((leg) => activity.legs.includes(leg)),
  );
}

/** All steps of the search. */
export function* edgesOf({ nodes }: Exposure): Generator<Edge> {
  for (const { edges } of nodes) yield* edges;
}
