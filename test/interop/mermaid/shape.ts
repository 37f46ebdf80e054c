import { labelOf, transitionsOf } from "../../../src/graph/transitions.ts";
import { linesOf } from "../../../src/graph/state-lines.ts";
import {
  childrenOf,
  type State,
  type Strategy,
} from "../../../src/model/index.ts";

/** What a strategy's states and transitions are, without where they are written. */
export function shapeOf(strategy: Strategy): unknown {
  return {
    name: strategy.name,
    triggers: strategy.triggers.map(({ name }) => name),
    initial: initialOf(strategy.root),
    states: strategy.root.children.map((state) => stateShape(state, strategy)),
  };
}

function stateShape(state: State, strategy: Strategy): unknown {
  return {
    name: state.name,
    kind: state.kind,
    doc: state.doc,
    modifiers: state.modifiers.filter((word) => word !== "initial").toSorted(),
    lines: linesOf(state, strategy).toSorted(),
    initial: initialOf(state),
    transitions: transitionsOf(state).map((transition) =>
      transition.ways.map((way) => ({
        label: labelOf(transition, way),
        to: way.targets.map(
          ({ state: to, history }) => `${history} ${to.path}`,
        ),
      })),
    ),
    children: childrenOf(state).map((child) => stateShape(child, strategy)),
  };
}

function initialOf(state: State): unknown {
  if (state.kind !== "composite") return null;
  const { targets, text } = state.initial;
  return { targets: targets.map(({ path }) => path), effects: text };
}
