/** What a picture shows of a strategy, before anything has a size or a place. */
import type { State, Strategy } from "../../../model/index.ts";
import type { Paragraph } from "../text/paragraph.ts";

export interface Scene {
  readonly strategy: Strategy;
  /** At the top level. */
  readonly figures: readonly Figure[];
  readonly arrows: readonly Arrow[];
  /** What holds in many states and leads nowhere, so that no arrow can say it. */
  readonly notes: readonly Statement[];
}

export type Figure = StateFigure | PseudoFigure | AnywhereFigure;

interface FigureBase {
  readonly id: string;
  /** All that there is to say about it, for those who point at it. */
  readonly title: string;
}

export interface StateFigure extends FigureBase {
  readonly kind: "state";
  readonly state: State;
  /** What happens inside, line by line. */
  readonly body: readonly Statement[];
  readonly children: readonly Figure[];
}

/** Where a transition passes or begins without resting: the pseudostates of UML. */
export interface PseudoFigure extends FigureBase {
  readonly kind:
    | "initial"
    | "choice"
    | "fork"
    | "junction"
    | "shallow-history"
    | "deep-history";
}

/** What leads somewhere from many states: drawn once instead of once for each of them. */
export interface AnywhereFigure extends FigureBase {
  readonly kind: "anywhere";
  readonly statements: readonly Statement[];
}

export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** One for each transition that leads the same way; none where it says nothing. */
  readonly statements: readonly Statement[];
  readonly dashed: boolean;
}

export interface Statement {
  readonly text: Paragraph;
  /** In full, as the spec has it. */
  readonly title: string;
  /** Numbers of the branches that it stands for. */
  readonly branches: readonly number[];
}
