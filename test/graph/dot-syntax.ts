/** A reader of the DOT language (graphviz.org/doc/info/lang.html), as strict as Graphviz's own, that keeps what is drawn. */

export interface DotGraph {
  readonly nodes: ReadonlySet<string>;
  readonly edges: readonly (readonly [string, string])[];
  readonly clusters: ReadonlySet<string>;
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\[\s\S])*")|([A-Za-z_][\w]*|-?(?:\.\d+|\d+(?:\.\d*)?))|(->|[{}[\];,=]))/y;

/** @throws Error with the offset of what cannot be read */
export function readDot(text: string): DotGraph {
  return new Reader(text).graph();
}

class Reader {
  readonly #tokens: string[] = [];
  #at = 0;
  readonly #nodes = new Set<string>();
  readonly #edges: (readonly [string, string])[] = [];
  readonly #clusters = new Set<string>();

  constructor(text: string) {
    const rest = /\s*$/y;
    for (;;) {
      const found = TOKEN.exec(text);
      if (found === null) break;
      this.#tokens.push(found[1] ?? found[2] ?? found[3] ?? "");
      rest.lastIndex = TOKEN.lastIndex;
    }
    if (!rest.test(text)) throw new Error(`no DOT at ${rest.lastIndex}`);
  }

  graph(): DotGraph {
    this.#take("digraph");
    this.#id();
    this.#body();
    if (this.#at !== this.#tokens.length) throw new Error("text behind");
    return {
      nodes: this.#nodes,
      edges: this.#edges,
      clusters: this.#clusters,
    };
  }

  #body(): void {
    this.#take("{");
    while (this.#peek() !== "}") this.#statement();
    this.#take("}");
  }

  #statement(): void {
    if (this.#peek() === "subgraph") {
      this.#take("subgraph");
      this.#clusters.add(this.#id());
      this.#body();
      return;
    }
    const id = this.#id();
    if (this.#peek() === "=") {
      this.#take("=");
      this.#id();
    } else if (this.#peek() === "->") {
      this.#take("->");
      this.#edges.push([id, this.#id()]);
      this.#attributes();
    } else {
      if (!["node", "edge", "graph"].includes(id)) this.#nodes.add(id);
      this.#attributes();
    }
    this.#take(";");
  }

  #attributes(): void {
    if (this.#peek() !== "[") return;
    this.#take("[");
    while (this.#peek() !== "]") {
      this.#id();
      this.#take("=");
      this.#id();
      if (this.#peek() === ",") this.#take(",");
    }
    this.#take("]");
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #id(): string {
    const token = this.#peek();
    if (!/^["\w.-]/.test(token) || token === "->")
      throw new Error(`expected a name, not ${token}`);
    this.#at += 1;
    return token;
  }

  #take(token: string): void {
    if (this.#peek() !== token)
      throw new Error(`expected ${token}, not ${this.#peek()}`);
    this.#at += 1;
  }
}
