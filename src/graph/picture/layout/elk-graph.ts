import type { Figure, Scene } from "../scene/scene.ts";
import { arrowsIntoHubs } from "./hubs.ts";
import { everyFigure, PSEUDO_SIZES, type Dress } from "./dress.ts";
import { leadingBack } from "./backwards.ts";
import type { ElkEdge, ElkNode, ElkOptions } from "./elk.ts";

/** How much is asked of the layout: `plain` is for graphs at which the best algorithms of elkjs fail. */
export type Effort = "best" | "plain";

/** The scene as a graph for ELK's layered algorithm. */
export function elkGraph(
  scene: Scene,
  dress: Dress,
  effort: Effort = "best",
): ElkNode {
  const size = [...everyFigure(scene.figures)].length + scene.arrows.length;
  const backwards = leadingBack(scene);
  const hubs = arrowsIntoHubs(scene, backwards);
  const withPort = new Set(
    scene.arrows.flatMap(({ id, to }) => (hubs.has(id) ? [to] : [])),
  );
  const isBest = effort === "best";
  const options = { ...OPTIONS, ...placement(isBest ? size : Infinity) };
  return {
    id: "picture",
    layoutOptions: { ...options, ...(isBest ? KEEP_ORDER : {}) },
    children: scene.figures.map((figure) =>
      node(figure, { dress, options, withPort }),
    ),
    edges: scene.arrows.map((arrow) => {
      const { id, from, to } = arrow;
      const label = dress.labels.get(id);
      const edge: ElkEdge = backwards.has(id)
        ? { id, sources: [to], targets: [from] }
        : { id, sources: [from], targets: [hubs.has(id) ? portOf(to) : to] };
      if (label === undefined) return edge;
      const { width, height } = label;
      return {
        ...edge,
        labels: [
          { id: `${id}.label`, text: " ", width, height, layoutOptions: LABEL },
        ],
      };
    }),
  };
}

/** See eclipse.dev/elk/reference/options.html. */
const OPTIONS: ElkOptions = {
  "elk.algorithm": "layered",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  // A page has more room below than beside, and labels are wider than high.
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.randomSeed": "1",
  "elk.padding": "[top=8,left=8,bottom=8,right=8]",
  "elk.spacing.nodeNode": "34",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "2",
  "elk.spacing.labelLabel": "6",
  "elk.spacing.nodeSelfLoop": "14",
  "elk.layered.spacing.nodeNodeBetweenLayers": "30",
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
};

/** Only of the whole: elkjs 0.12 fails where composites have it too. */
const KEEP_ORDER: ElkOptions = {
  "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
};

/** What looks best takes too long for large machines. Told by the size alone, so that every machine draws the same. */
function placement(size: number): ElkOptions {
  if (size <= 160)
    return { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX" };
  return {
    "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
    "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
    "elk.layered.thoroughness": size <= 400 ? "7" : "2",
  };
}

/** A label interrupts its line, and takes the place of a node, so nothing else can lie there. */
const LABEL: ElkOptions = {
  "elk.edgeLabels.placement": "CENTER",
  "elk.edgeLabels.inline": "true",
};

interface Making {
  readonly dress: Dress;
  /** Of every composite: they are not inherited. */
  readonly options: ElkOptions;
  /** The figures that many arrows enter at one place. */
  readonly withPort: ReadonlySet<string>;
}

function node(figure: Figure, making: Making): ElkNode {
  const { id } = figure;
  const { dress, options, withPort } = making;
  switch (figure.kind) {
    case "state": {
      const { width = 0, height = 0 } = dress.states.get(id) ?? {};
      const ports = withPort.has(id) ? [{ id: portOf(id) }] : [];
      if (figure.children.length === 0)
        return { id, width, height, ports, layoutOptions: CORNERS };
      return {
        id,
        ports,
        layoutOptions: {
          ...options,
          "elk.padding": `[top=${height + 12},left=18,bottom=16,right=18]`,
          "elk.nodeSize.constraints": "MINIMUM_SIZE",
          "elk.nodeSize.minimum": `(${width},${height + 30})`,
          ...(figure.state.kind === "parallel" ? SIDE_BY_SIDE : {}),
        },
        children: figure.children.map((child, index) => {
          const made = node(child, making);
          if (figure.state.kind !== "parallel") return made;
          const position = { "elk.position": `(${index},${index})` };
          return {
            ...made,
            layoutOptions: { ...made.layoutOptions, ...position },
          };
        }),
      };
    }
    case "anywhere": {
      const { width = 0, height = 0 } = dress.notes.get(id) ?? {};
      return { id, width, height, layoutOptions: CORNERS };
    }
    default:
      return { id, ...PSEUDO_SIZES[figure.kind] };
  }
}

function portOf(id: string): string {
  return `${id}.in`;
}

/** Regions stand in the order of the text: that of their positions. */
const SIDE_BY_SIDE: ElkOptions = {
  "elk.layered.crossingMinimization.semiInteractive": "true",
};

/** Keeps the ends of edges away from round and cut corners. */
const CORNERS: ElkOptions = {
  "elk.spacing.portsSurrounding": "[top=10,left=14,bottom=10,right=14]",
};
