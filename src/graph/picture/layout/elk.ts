/** The part of ELK's JSON format that is used (eclipse.dev/elk/documentation/tooldevelopers/graphdatastructure/jsonformat.html). */
export interface ElkNode {
  readonly id: string;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: ElkOptions;
  readonly children?: readonly ElkNode[];
  readonly ports?: readonly { readonly id: string }[];
  readonly edges?: readonly ElkEdge[];
}

export interface ElkEdge {
  readonly id: string;
  /** Nodes or ports. */
  readonly sources: readonly [string];
  readonly targets: readonly [string];
  readonly labels?: readonly ElkLabel[];
  readonly layoutOptions?: ElkOptions;
}

export interface ElkLabel {
  readonly id: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly layoutOptions?: ElkOptions;
}

export type ElkOptions = Readonly<Record<string, string>>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** What ELK gives back, with places from the picture's corner. */
export interface LaidOutNode extends Rectangle {
  readonly id: string;
  readonly children?: readonly LaidOutNode[];
  readonly edges?: readonly LaidOutEdge[];
}

export interface LaidOutEdge {
  readonly id: string;
  readonly labels?: readonly Rectangle[];
  readonly sections?: readonly {
    readonly startPoint: Point;
    readonly endPoint: Point;
    readonly bendPoints?: readonly Point[];
  }[];
}
