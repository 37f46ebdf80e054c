import type {
  Arm,
  Branch,
  Callbacks,
  Effect,
  Modifier,
  On,
  Outcome,
  Run,
  StateDeclaration,
  StateItem,
  StateModifier,
} from "../../../syntax/index.ts";
import type { Invoke, StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { docsOf, type Branches } from "./branches.ts";
import { transitionsOf } from "./events.ts";
import type { Histories } from "./histories.ts";
import type { Initials } from "./initials.ts";
import type { InternalEvents } from "./internal-events.ts";
import { nameOf, tailOf, UNDOCUMENTED } from "./make.ts";
import type { StateReactions } from "./reactions.ts";
import type { StateTimers } from "./timers.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Modifiers that `fsmc export` writes as tags. */
const TAGS = ["exposed", "cancelled", "error", "suspended"] as const;

/** The states of the spec. */
export class States {
  readonly #tree: Tree;
  readonly #initials: Initials;
  readonly #histories: Histories;
  readonly #internal: InternalEvents;
  readonly #reactionsOf: (node: StateNode) => StateReactions;
  readonly #timersOf: (node: StateNode) => StateTimers;
  readonly #marked: boolean;
  readonly #branches: Branches;
  readonly #vocabulary: Vocabulary;
  readonly #report: Remarks;

  constructor(parts: {
    readonly tree: Tree;
    readonly initials: Initials;
    readonly histories: Histories;
    readonly internal: InternalEvents;
    readonly reactionsOf: (node: StateNode) => StateReactions;
    readonly timersOf: (node: StateNode) => StateTimers;
    /** Whether `fsmc export` has written the configuration. */
    readonly marked: boolean;
    readonly branches: Branches;
    readonly vocabulary: Vocabulary;
    readonly report: Remarks;
  }) {
    this.#tree = parts.tree;
    this.#initials = parts.initials;
    this.#histories = parts.histories;
    this.#internal = parts.internal;
    this.#reactionsOf = parts.reactionsOf;
    this.#timersOf = parts.timersOf;
    this.#marked = parts.marked;
    this.#branches = parts.branches;
    this.#vocabulary = parts.vocabulary;
    this.#report = parts.report;
  }

  /** `isInitial`: whether the text around it begins there, and says no more of it. `more`: what its machine adds. */
  state(
    node: StateNode,
    isInitial: boolean,
    more: readonly StateItem[] = [],
  ): StateDeclaration {
    const { span, doc } = node;
    const modifiers = this.#modifiers(node, isInitial).map(
      (word): Modifier<StateModifier> => ({ word, span }),
    );
    return {
      kind: "state",
      name: nameOf(this.#tree.nameOf(node), span),
      modifiers,
      items: [...this.#items(node), ...more, ...this.#inside(node)],
      doc: node === this.#tree.root ? null : doc,
      allows: [],
    };
  }

  /** Its children, and what it does when they have ended; both in its core where it has one. */
  #inside(node: StateNode): readonly StateItem[] {
    if (node.kind === "final") return this.#children(node);
    const items = [...this.#done(node), ...this.#children(node)];
    const core = this.#tree.coreOf(node);
    if (core === null) return items;
    const { span } = node;
    return [
      {
        kind: "state",
        name: nameOf(core, span),
        modifiers: [
          { word: "initial", span },
          { word: "parallel", span },
        ],
        items,
        ...UNDOCUMENTED,
      },
    ];
  }

  #modifiers(node: StateNode, isInitial: boolean): readonly StateModifier[] {
    return [
      ...(isInitial ? (["initial"] as const) : []),
      ...(this.#marked ? TAGS.filter((word) => node.tags.includes(word)) : []),
      ...(this.#isFinal(node) ? (["final"] as const) : []),
      ...(node.kind === "parallel" && this.#tree.coreOf(node) === null
        ? (["parallel"] as const)
        : []),
    ];
  }

  #isFinal(node: StateNode): boolean {
    if (node.kind !== "final") return false;
    if (node.parent?.kind !== "parallel") return true;
    this.#report.lost(
      node.span,
      `the region \`${node.key}\` is final itself`,
      "a region holds states; a final one would have ended before it began",
    );
    return false;
  }

  #items(node: StateNode): readonly StateItem[] {
    if (node.kind === "final") return this.#ofFinal(node);
    this.#internal.check(node);
    const { on, always } = this.#reactionsOf(node);
    const timers = this.#timersOf(node);
    const tail = this.#initials.tailIn(node);
    return [
      ...(tail === null ? [] : [tail]),
      ...this.callbacks("enter", node.entry, node, timers.enter),
      ...this.callbacks("exit", this.#endsOnce(node) ? [] : node.exit, node, [
        ...timers.exit,
        ...this.#leaving(node),
      ]),
      ...on,
      ...always,
      ...timers.items,
      ...node.invokes.map((invoke) => this.#run(node, invoke)),
    ];
  }

  /** At the top XState leaves everything at once when the machine ends; nothing is left any more here. */
  #ofFinal(node: StateNode): readonly StateItem[] {
    const { root, wrapped } = this.#tree;
    if (this.#tree.parentOf(node) !== null)
      return [
        ...this.callbacks("enter", node.entry, node),
        ...this.callbacks("exit", node.exit, node),
      ];
    const leaving = !wrapped || this.#endsOnce(root) ? root.exit : [];
    const all = [...node.entry, ...node.exit, ...leaving];
    return this.callbacks("enter", all, node);
  }

  /** Whether a machine that is a state is left only when it ends: XState calls its exit actions last of all. */
  #endsOnce(node: StateNode): boolean {
    const { root, wrapped } = this.#tree;
    const ends = node.children.some(({ kind }) => kind === "final");
    if (node !== root || !wrapped || root.kind !== "compound" || !ends)
      return false;
    const again = transitionsOf(root).find(({ reenter }) => reenter === true);
    if (again === undefined) return true;
    const [action] = [...root.entry, ...root.exit];
    if (action !== undefined)
      this.#report.assumed(
        action.span,
        "the machine is left as any state is when it ends",
        "its exit actions come before what is entered then, and it is not entered again; in XState they come last",
      );
    return false;
  }

  /** Plain callbacks at the front stand before the effects. */
  callbacks(
    kind: Callbacks["kind"],
    actions: StateNode["entry"],
    { span: place }: StateNode,
    more: readonly Effect[] = [],
  ): readonly Callbacks[] {
    const [first] = actions;
    const effects = [...this.#branches.effects(actions), ...more];
    if (effects.length === 0) return [];
    const [front, ...others] = effects;
    const span = first?.span ?? place;
    return [
      front?.kind === "do"
        ? {
            kind,
            actions: front.actions,
            effects: others,
            keyword: span,
            ...UNDOCUMENTED,
          }
        : { kind, actions: [], effects, keyword: span, ...UNDOCUMENTED },
    ];
  }

  #leaving(node: StateNode): readonly Effect[] {
    const flag = this.#histories.flagOf(node);
    if (flag === null) return [];
    const { span } = flag;
    const value = { kind: "boolean", value: true, span } as const;
    return [{ kind: "set", assignments: [{ field: flag, value }], span }];
  }

  #children(node: StateNode): readonly StateDeclaration[] {
    const begins = this.#initials.childOf(node);
    return this.#tree
      .childrenOf(node)
      .map((child) => this.state(child, child === begins));
  }

  #done(node: StateNode): readonly On[] {
    if (this.#marked) return [];
    const candidates = this.#internal.onDone(node);
    if (node.parent === null && node.onDone.length > 0) {
      this.#report.assumed(
        node.onDone[0]?.span ?? node.span,
        "the machine's own `onDone` is left out",
        "a machine that has ended takes no transition, in XState neither",
      );
      return [];
    }
    const branches = this.#branches.of(node, candidates);
    const [first] = candidates;
    if (first === undefined || branches.length === 0) return [];
    const { span } = first;
    return [
      {
        kind: "on",
        events: [{ kind: "done", span }],
        tail: tailOf(branches, span),
        keyword: span,
        doc: docsOf(candidates),
        allows: [],
      },
    ];
  }

  #run(node: StateNode, invoke: Invoke): Run {
    const { span } = invoke;
    return {
      kind: "run",
      ...this.#vocabulary.run(invoke),
      arms: [
        ...this.#arm(node, ["done"], this.#internal.onActorDone(node, invoke)),
        ...this.#arm(
          node,
          invoke.errors,
          this.#internal.onActorError(node, invoke),
        ),
        ...this.#arm(node, ["unknown"], invoke.onUnknown),
        ...this.#arm(node, ["partial"], invoke.onPartial),
      ],
      keyword: span,
      span,
      ...UNDOCUMENTED,
    };
  }

  #arm(
    node: StateNode,
    outcomes: readonly Outcome[],
    candidates: readonly Transition[],
  ): readonly Arm[] {
    const branches: readonly Branch[] = this.#branches.of(node, candidates);
    const [first] = candidates;
    if (first === undefined || branches.length === 0) return [];
    const { span } = first;
    return [
      {
        outcomes: outcomes.map((word) => ({ word, span })),
        tail: tailOf(branches, span),
        doc: docsOf(candidates),
        allows: [],
      },
    ];
  }
}
