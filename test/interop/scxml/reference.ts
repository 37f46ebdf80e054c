/**
 * SCXML's own algorithm (W3C Recommendation, 1 September 2015, appendix D), word by word, for documents whose only datum is the number
 * `n`: what the imported machine is held to. It reads the document by the importer's reader and shares nothing else with it.
 */
import type { Content } from "../../../src/interop/scxml/ecmascript/content.ts";
import {
  ancestors,
  Endless,
  idOf,
  isCompound,
  isDescendant,
  matches,
  type Node,
} from "./reference-tree.ts";
import { ExternalQueue } from "./reference-queue.ts";
import type {
  Document,
  HistoryElement,
  StateElement,
  TransitionElement,
} from "../../../src/interop/scxml/document/document.ts";

interface Enabled {
  readonly node: Node;
  readonly transition: TransitionElement;
}

const MOST_MICROSTEPS = 200;

export class Reference {
  readonly #root: Node;
  readonly #nodes: Node[] = [];
  readonly #histories = new Map<
    string,
    { readonly element: HistoryElement; readonly of: Node }
  >();
  readonly #recorded = new Map<HistoryElement, readonly Node[]>();
  readonly #internal: string[] = [];
  readonly #queue = new ExternalQueue();
  #configuration = new Set<Node>();
  private running = true;
  #n = 0;

  constructor(document: Document) {
    this.#root = this.#add(document.root, null);
  }

  start(): void {
    const initial = this.#initial(this.#root);
    this.#enterStates([
      {
        node: this.#root,
        targets: initial.targets.map(({ value }) => value),
        content: initial.content,
        domain: this.#root,
      },
    ]);
    this.#macrostep();
  }

  send(event: string): void {
    this.#queue.push(event);
    this.drain();
  }

  /** Handles what waits in the external queue. */
  drain(): void {
    for (let handled = 0; this.running; handled += 1) {
      const event = this.#queue.shift();
      if (event === undefined) return;
      if (handled > MOST_MICROSTEPS) throw new Endless();
      this.#microstep(this.#select(event));
      this.#macrostep();
    }
  }

  /** Lets time pass: what was sent with a delay comes in the order in which it falls due. */
  advance(milliseconds: number): void {
    this.drain();
    const end = this.#queue.time + milliseconds;
    for (let fired = 0; this.running; fired += 1) {
      if (fired > MOST_MICROSTEPS) throw new Endless();
      if (!this.#queue.advanceTowards(end)) return;
      this.drain();
    }
  }

  /** The active atomic states. */
  get atomic(): readonly string[] {
    return [...this.#configuration]
      .filter((node) => node.children.length === 0)
      .map(idOf)
      .toSorted();
  }

  #add(element: StateElement, parent: Node | null): Node {
    const order = this.#nodes.length;
    const node: Node = { element, parent, children: [], order };
    this.#nodes.push(node);
    for (const history of element.histories)
      if (history.id !== null)
        this.#histories.set(history.id.value, { element: history, of: node });
    for (const child of element.children)
      node.children.push(this.#add(child, node));
    return node;
  }

  #macrostep(): void {
    for (let steps = 0; this.running; steps += 1) {
      if (steps > MOST_MICROSTEPS) throw new Endless();
      let enabled = this.#select(null);
      if (enabled.length === 0) {
        const event = this.#internal.shift();
        if (event === undefined) return;
        enabled = this.#select(event);
      }
      this.#microstep(enabled);
    }
  }

  #select(event: string | null): readonly Enabled[] {
    const enabled: Enabled[] = [];
    const atomic = this.#inOrder(this.#configuration).filter(
      (node) => node.children.length === 0,
    );
    for (const state of atomic) {
      const found = [state, ...ancestors(state, null)]
        .flatMap((node) =>
          node.element.transitions.map((transition) => ({ node, transition })),
        )
        .find(({ transition }) => this.#isEnabled(transition, event));
      const known = enabled.some(
        (each) =>
          each.transition === found?.transition && each.node === found.node,
      );
      if (found !== undefined && !known) enabled.push(found);
    }
    return this.#removeConflicting(enabled);
  }

  #isEnabled(
    { events, cond }: TransitionElement,
    event: string | null,
  ): boolean {
    const heard =
      event === null
        ? events.length === 0
        : events.some(({ value }) => matches(value, event));
    return heard && (cond === null || this.#holds(cond.value));
  }

  #removeConflicting(enabled: readonly Enabled[]): readonly Enabled[] {
    const filtered: Enabled[] = [];
    for (const one of enabled) {
      const removed: Enabled[] = [];
      let preempted = false;
      for (const other of filtered) {
        const conflict = this.#exitSet([one]).some((node) =>
          this.#exitSet([other]).includes(node),
        );
        if (!conflict) continue;
        if (isDescendant(one.node, other.node)) removed.push(other);
        else {
          preempted = true;
          break;
        }
      }
      if (preempted) continue;
      for (const each of removed) filtered.splice(filtered.indexOf(each), 1);
      filtered.push(one);
    }
    return filtered;
  }

  #microstep(enabled: readonly Enabled[]): void {
    const exits = this.#exitSet(enabled).toReversed();
    for (const node of exits)
      for (const history of node.element.histories) {
        const kept = [...this.#configuration].filter((each) =>
          history.deep
            ? each.children.length === 0 && isDescendant(each, node)
            : each.parent === node,
        );
        this.#recorded.set(history, this.#inOrder(new Set(kept)));
      }
    for (const node of exits) {
      for (const block of node.element.onexit) this.#execute(block);
      this.#configuration.delete(node);
    }
    for (const { transition } of enabled) this.#execute(transition.content);
    this.#enterStates(
      enabled.map((each) => ({
        node: each.node,
        targets: each.transition.targets.map(({ value }) => value),
        content: [],
        domain: this.#domain(each),
      })),
    );
  }

  #exitSet(enabled: readonly Enabled[]): readonly Node[] {
    const exits = new Set<Node>();
    for (const each of enabled) {
      const domain = this.#domain(each);
      if (domain === null) continue;
      for (const node of this.#configuration)
        if (isDescendant(node, domain)) exits.add(node);
    }
    return this.#inOrder(exits);
  }

  #domain({ node, transition }: Enabled): Node | null {
    const targets = this.#effective(
      transition.targets.map(({ value }) => value),
    );
    if (targets.length === 0) return null;
    if (
      transition.internal &&
      isCompound(node) &&
      targets.every((target) => isDescendant(target, node))
    )
      return node;
    for (const above of ancestors(node, null))
      if (
        (isCompound(above) || above.parent === null) &&
        targets.every((target) => isDescendant(target, above))
      )
        return above;
    return this.#root;
  }

  #effective(targets: readonly string[]): readonly Node[] {
    return targets.flatMap((id) => {
      const history = this.#histories.get(id);
      if (history === undefined) return [this.#node(id)];
      return (
        this.#recorded.get(history.element) ??
        this.#effective(history.element.targets.map(({ value }) => value))
      );
    });
  }

  #enterStates(
    ways: readonly {
      readonly node: Node;
      readonly targets: readonly string[];
      readonly content: readonly Content[];
      readonly domain: Node | null;
    }[],
  ): void {
    const entered = new Set<Node>();
    const byDefault = new Set<Node>();
    const histories = new Map<Node, readonly Content[]>();
    const entry: Entry = { entered, byDefault, histories };
    for (const { targets, domain } of ways) {
      for (const id of targets) this.#descend(id, entry);
      for (const target of this.#effective(targets))
        this.#ascend(target, domain, entry);
    }
    for (const { content } of ways) this.#execute(content);
    for (const node of this.#inOrder(entered)) {
      this.#configuration.add(node);
      for (const block of node.element.onentry) this.#execute(block);
      if (byDefault.has(node)) this.#execute(this.#initial(node).content);
      this.#execute(histories.get(node) ?? []);
      if (node.element.kind !== "final" || node.parent === null) continue;
      if (node.parent.parent === null) this.running = false;
      else this.#tellEnd(node.parent);
    }
  }

  #tellEnd(parent: Node): void {
    this.#internal.push(`done.state.${idOf(parent)}`);
    const around = parent.parent;
    if (around?.element.kind !== "parallel") return;
    if (around.children.every((child) => this.#isInFinal(child)))
      this.#internal.push(`done.state.${idOf(around)}`);
  }

  #isInFinal(node: Node): boolean {
    if (node.element.kind === "parallel")
      return node.children.every((child) => this.#isInFinal(child));
    return node.children.some(
      (child) =>
        child.element.kind === "final" && this.#configuration.has(child),
    );
  }

  #descend(id: string, entry: Entry): void {
    const history = this.#histories.get(id);
    if (history === undefined) return this.#descendState(this.#node(id), entry);
    const recorded = this.#recorded.get(history.element);
    if (recorded !== undefined) {
      for (const node of recorded) this.#descendState(node, entry);
      for (const node of recorded) this.#ascend(node, history.of, entry);
      return;
    }
    entry.histories.set(history.of, history.element.content);
    const targets = history.element.targets.map(({ value }) => value);
    for (const target of targets) this.#descend(target, entry);
    for (const node of this.#effective(targets))
      this.#ascend(node, history.of, entry);
  }

  #descendState(node: Node, entry: Entry): void {
    entry.entered.add(node);
    if (node.element.kind === "parallel") this.#descendRegions(node, entry);
    else if (isCompound(node)) {
      entry.byDefault.add(node);
      const targets = this.#initial(node).targets.map(({ value }) => value);
      for (const target of targets) this.#descend(target, entry);
      for (const target of this.#effective(targets))
        this.#ascend(target, node, entry);
    }
  }

  #ascend(node: Node, until: Node | null, entry: Entry): void {
    for (const above of ancestors(node, until)) {
      if (above.parent === null) continue;
      entry.entered.add(above);
      if (above.element.kind === "parallel") this.#descendRegions(above, entry);
    }
  }

  #descendRegions(parallel: Node, entry: Entry): void {
    for (const child of parallel.children)
      if (
        ![...entry.entered].some(
          (each) => each === child || isDescendant(each, child),
        )
      )
        this.#descendState(child, entry);
  }

  #initial({ element, children }: Node): {
    readonly targets: readonly { readonly value: string }[];
    readonly content: readonly Content[];
  } {
    const [first] = children;
    return (
      element.initial ?? {
        targets: first === undefined ? [] : [{ value: idOf(first) }],
        content: [],
      }
    );
  }

  #execute(block: readonly Content[]): void {
    for (const content of block)
      switch (content.kind) {
        case "raise":
          this.#internal.push(content.event.value);
          break;
        case "send":
          this.#queue.send(content);
          break;
        case "cancel":
          this.#queue.cancel(content.sendid?.value ?? null);
          break;
        case "assign":
          this.#n = content.expr?.value === "0" ? 0 : this.#n + 1;
          break;
        case "if":
          this.#execute(
            content.branches.find(
              ({ cond }) => cond === null || this.#holds(cond.value),
            )?.content ?? [],
          );
          break;
        default:
          throw new Error(`no reference for <${content.kind}>`);
      }
  }

  /** `In('x')`, `n < 3`, and either of them with `!` before. */
  #holds(condition: string): boolean {
    if (condition.startsWith("!")) return !this.#holds(condition.slice(1));
    const [, state] = /^In\('(.*)'\)$/.exec(condition) ?? [];
    if (state !== undefined)
      return [...this.#configuration].some((node) => idOf(node) === state);
    const [, bound] = /^\(?n < (\d+)\)?$/.exec(condition) ?? [];
    return this.#n < Number(bound);
  }

  #node(id: string): Node {
    const found = this.#nodes.find((node) => idOf(node) === id);
    if (found === undefined) throw new Error(`there is no state ${id}`);
    return found;
  }

  #inOrder(nodes: ReadonlySet<Node>): readonly Node[] {
    return [...nodes].toSorted((a, b) => a.order - b.order);
  }
}

interface Entry {
  readonly entered: Set<Node>;
  readonly byDefault: Set<Node>;
  readonly histories: Map<Node, readonly Content[]>;
}
