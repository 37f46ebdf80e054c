/** The states of a diagram as a tree, and its transitions between them. */
import type { Span } from "../../../source/index.ts";
import { NameSpace } from "../../names.ts";
import {
  EDGE,
  type Body,
  type Diagram,
  type Statement,
  type Stereotype,
  type Transition,
  type Words,
} from "../diagram/diagram.ts";
import { placesOf, type Placed, type Scope } from "./places.ts";
import type { Remarks } from "../../remarks.ts";
import { titleOf, type TitleWord } from "./title.ts";

/** A state, a region without a state of its own, or (without a parent) the diagram. */
export interface Node {
  /** As the diagram calls it. */
  readonly id: string;
  name: string;
  parent: Node | null;
  readonly children: Node[];
  readonly span: Span;
  parallel: boolean;
  stereotype: Stereotype | null;
  /** Of a history: the state whose history it is. */
  historyOf: Node | null;
  readonly words: Set<TitleWord>;
  /** What is said about it, a line each. */
  readonly descriptions: Words[];
  readonly notes: Extract<Statement, { kind: "note" }>[];
}

/** An arrow. `start` and `end` are `[*]`. */
export interface Arrow {
  readonly from: Node | "start";
  readonly to: Node | "end";
  /** The composite, or the region, in whose text it stands. */
  readonly scope: Node;
  readonly label: Words | null;
  readonly span: Span;
}

export interface Tree {
  readonly root: Node;
  /** In the order of the text. */
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
}

/** Null where the states do not lie in each other as a tree; the remarks say why. */
export function treeOf(diagram: Diagram, remarks: Remarks): Tree | null {
  const places = placesOf(diagram.body, remarks);
  if (remarks.failed) return null;
  const edged = new Set(edgedRegions(diagram.body, ""));
  const growing = new Growing(diagram.body.span, places, edged, remarks);
  growing.describe(diagram.body);
  growing.connect(diagram.body, null, null);
  const tree = growing.tree();
  for (const node of tree.nodes) {
    const { stereotype, id, span } = node;
    if (stereotype !== null && growing.hasBody(node))
      remarks.error(
        span,
        `\`${id}\` is a ${stereotype} and has states`,
        "only a state has states in it",
      );
  }
  return remarks.failed ? null : tree;
}

/** The regions that say where they begin or end, each as number and owner. */
function edgedRegions(body: Body, owner: string): readonly string[] {
  return body.regions.flatMap((statements, region) =>
    statements.flatMap((statement) => {
      if (statement.kind === "state" && statement.body !== null)
        return edgedRegions(statement.body, statement.id.text);
      const isEdge =
        statement.kind === "transition" &&
        [statement.from.text, statement.to.text].includes(EDGE);
      return isEdge ? [`${region} ${owner}`] : [];
    }),
  );
}

class Growing {
  readonly #remarks: Remarks;
  readonly #places: ReadonlyMap<string, Placed>;
  readonly #edged: ReadonlySet<string>;
  readonly #root: Node;
  readonly #nodes = new Map<string, Node>();
  /** By owner and region. */
  readonly #regions = new Map<string, Node>();
  readonly #arrows: Arrow[] = [];
  readonly #bodied = new Set<Node>();

  constructor(
    span: Span,
    places: ReadonlyMap<string, Placed>,
    edged: ReadonlySet<string>,
    remarks: Remarks,
  ) {
    this.#remarks = remarks;
    this.#places = places;
    this.#edged = edged;
    this.#root = node("", null, span);
    const regionsOf = new Map<string, Map<number, Placed[]>>();
    for (const placed of places.values()) {
      const { owner, region } = placed.scope;
      if (owner === null) continue;
      const regions = regionsOf.get(owner) ?? new Map<number, Placed[]>();
      const inside = regions.get(region);
      if (inside === undefined) regions.set(region, [placed]);
      else inside.push(placed);
      regionsOf.set(owner, regions);
    }
    for (const placed of places.values()) this.#grow(placed, regionsOf);
  }

  /** The node of a placed state, after that of whatever it lies in. */
  #grow(
    placed: Placed,
    regionsOf: ReadonlyMap<string, ReadonlyMap<number, readonly Placed[]>>,
  ): Node {
    const known = this.#nodes.get(placed.id);
    if (known !== undefined) return known;
    const { owner, region } = placed.scope;
    const above = owner === null ? undefined : this.#places.get(owner);
    let parent =
      above === undefined ? this.#root : this.#grow(above, regionsOf);
    if (owner !== null && (regionsOf.get(owner)?.size ?? 0) > 1) {
      parent.parallel = true;
      const alone =
        regionsOf.get(owner)?.get(region)?.length === 1 &&
        !this.#edged.has(`${region} ${owner}`);
      parent = this.#region(parent, region, alone ? placed : null);
    }
    const grown =
      this.#nodes.get(placed.id) ?? this.#add(placed.id, parent, placed.span);
    return grown;
  }

  /** The region of a parallel state. `alone`: the one state in it, which is the region unless something begins or ends there. */
  #region(owner: Node, region: number, alone: Placed | null): Node {
    const key = `${region} ${owner.id}`;
    const known = this.#regions.get(key);
    if (known !== undefined) return known;
    const made =
      alone === null
        ? node(`${owner.id}_${region + 1}`, owner, owner.span)
        : this.#add(alone.id, owner, alone.span);
    if (alone === null) owner.children.push(made);
    this.#regions.set(key, made);
    return made;
  }

  #add(id: string, parent: Node, span: Span): Node {
    const added = node(id, parent, span);
    parent.children.push(added);
    this.#nodes.set(id, added);
    return added;
  }

  describe(body: Body): void {
    for (const statement of body.regions.flat()) {
      if (statement.kind === "transition") continue;
      if (statement.kind === "note") this.#note(statement);
      else this.#describeState(statement);
    }
  }

  #note(note: Extract<Statement, { kind: "note" }>): void {
    const of = this.#nodes.get(note.of.text);
    if (of !== undefined) of.notes.push(note);
    else
      this.#remarks.lost(
        note.of.span,
        `this note belongs to \`${note.of.text}\`, which is no state of the diagram`,
        "a note becomes the documentation of its state",
      );
  }

  #describeState(state: Extract<Statement, { kind: "state" }>): void {
    const of = this.#nodes.get(state.id.text);
    if (of !== undefined) {
      of.stereotype ??= state.stereotype;
      if (state.body !== null && state.body.regions.length > 0)
        this.#bodied.add(of);
      if (state.description !== null)
        describe(of, state.description, state.declared);
    }
    if (state.body !== null) this.describe(state.body);
  }

  connect(body: Body, owner: string | null, outer: Scope | null): void {
    for (const [region, statements] of body.regions.entries()) {
      const scope = { owner, region, outer };
      for (const statement of statements) {
        if (statement.kind === "transition") this.#connect(statement, scope);
        else if (statement.kind === "state" && statement.body !== null)
          this.connect(statement.body, statement.id.text, scope);
      }
    }
  }

  #connect(transition: Transition, place: Scope): void {
    const { label, span } = transition;
    const from = this.#nodeAt(transition.from);
    const to = this.#nodeAt(transition.to);
    const scope = this.#nodeOf(place);
    this.#arrows.push({
      from: from === null || from.stereotype === "start" ? "start" : from,
      to: to === null || to.stereotype === "end" ? "end" : to,
      scope,
      label,
      span,
    });
  }

  #nodeAt({ text }: Words): Node | null {
    return text === EDGE ? null : (this.#nodes.get(text) ?? null);
  }

  #nodeOf({ owner, region }: Scope): Node {
    const of = owner === null ? this.#root : this.#nodes.get(owner);
    if (of === undefined) return this.#root;
    return this.#regions.get(`${region} ${of.id}`) ?? of;
  }

  hasBody(node: Node): boolean {
    return this.#bodied.has(node);
  }

  /** `X[H]` and `X__deep` name their state, which else is the one around them. */
  #findHistory(of: Node): void {
    const brackets = /\[H(\*?)\]$/.exec(of.id);
    if (brackets !== null)
      of.stereotype = brackets[1] === "" ? "history" : "deep history";
    if (of.stereotype !== "history" && of.stereotype !== "deep history") return;
    const named = /^(.+?)(?:\[H\*?\]|__(?:shallow|deep))$/.exec(of.id)?.[1];
    const owner = this.#nodes.get(named ?? "") ?? of.parent;
    of.historyOf = owner?.parent === null ? null : owner;
  }

  tree(): Tree {
    const nodes = [...this.#nodes.values()];
    for (const each of nodes) this.#findHistory(each);
    nameChildren(this.#root);
    return { root: this.#root, nodes, arrows: this.#arrows };
  }
}

function node(id: string, parent: Node | null, span: Span): Node {
  return {
    id,
    name: id,
    parent,
    children: [],
    span,
    parallel: false,
    stereotype: null,
    historyOf: null,
    words: new Set(),
    descriptions: [],
    notes: [],
  };
}

/** `state "text" as X` may say with words in « » what the state is; `X : text` is a line of its own. */
function describe(of: Node, words: Words, declared: boolean): void {
  if (!declared) {
    of.descriptions.push(words);
    return;
  }
  const title = titleOf(words.text, of.id);
  for (const word of title.words) of.words.add(word);
  if (title.history !== null) of.stereotype = title.history;
  if (title.name !== null) of.name = title.name;
  else if (title.text !== "")
    of.descriptions.push({ ...words, text: title.text });
}

/** Names for the states, each once among its siblings. */
function nameChildren(parent: Node): void {
  const names = new NameSpace();
  for (const child of parent.children) {
    child.name = names.fresh(child.name);
    nameChildren(child);
  }
}
