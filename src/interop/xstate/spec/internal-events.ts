import type { Invoke, StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { isInternal } from "./events.ts";
import type { Ids } from "./ids.ts";
import { descendants, isBelow } from "./nodes.ts";

const DONE_STATE = /^(?:xstate\.)?done\.state\.(.+)$/;
const DONE_ACTOR = /^(?:xstate\.done\.actor|done\.invoke)\.(.+)$/;
const ERROR_ACTOR = /^(?:xstate\.error\.actor|error\.platform)\.(.+)$/;

/** What a state does about events that XState itself sends it: written out under `on`, or meant by a wildcard. */
export class InternalEvents {
  readonly #ids: Ids;
  readonly #report: Remarks;

  constructor(ids: Ids, report: Remarks) {
    this.#ids = ids;
    this.#report = report;
  }

  onDone(node: StateNode): readonly Transition[] {
    if (node.parent === null || !canBeDone(node)) return node.onDone;
    const id = this.#ids.of(node);
    return [
      ...node.onDone,
      ...named(node, DONE_STATE, (each) => each === id),
      ...wild(node),
    ];
  }

  onActorDone(node: StateNode, invoke: Invoke): readonly Transition[] {
    const ids = this.#idsOf(node, invoke);
    return [
      ...invoke.onDone,
      ...named(node, DONE_ACTOR, (each) => ids.includes(each)),
      ...wild(node),
    ];
  }

  onActorError(node: StateNode, invoke: Invoke): readonly Transition[] {
    const ids = this.#idsOf(node, invoke);
    return [
      ...invoke.onError,
      ...named(node, ERROR_ACTOR, (each) => ids.includes(each)),
      ...wild(node),
    ];
  }

  /** A timer whose guards are all false is what a wildcard takes, too. */
  onTime(
    node: StateNode,
    candidates: readonly Transition[],
  ): readonly Transition[] {
    return candidates.length === 0
      ? candidates
      : [...candidates, ...wild(node)];
  }

  /** Says which of them are heard elsewhere than where they arise, which nothing here can be. */
  check(node: StateNode): void {
    for (const { descriptor } of node.on) {
      const { text, span } = descriptor;
      if (text === "*") this.#checkOthers(node, span);
      if (!isInternal(text) || this.#isOwn(node, text)) continue;
      this.#report.lost(
        span,
        `\`${text}\` cannot be said here`,
        "what XState sends itself is heard only where it arises: `on done` of the state that is done, the arms of a `run`, an `after`",
      );
    }
  }

  #isOwn(node: StateNode, text: string): boolean {
    const state = DONE_STATE.exec(text)?.[1];
    const actor = DONE_ACTOR.exec(text)?.[1] ?? ERROR_ACTOR.exec(text)?.[1];
    return (
      state === this.#ids.of(node) ||
      (actor !== undefined &&
        node.invokes.some((each) => this.#idsOf(node, each).includes(actor)))
    );
  }

  /** A wildcard takes what arises inside and is not answered there, and all that arises around it or in another region. */
  #checkOthers(node: StateNode, span: Transition["span"]): void {
    const heard =
      [...descendants(node)].find(isOpenInside) ??
      besides(node).find((each) => tells(each));
    if (heard === undefined) return;
    const where = heard.parent === null ? "the machine" : `\`${heard.key}\``;
    this.#report.lost(
      span,
      `\`*\` takes what XState itself sends to ${where} as well`,
      "the end of a state, of an actor and of a time are heard here only in the state in which they arise",
    );
  }

  /** Its own, and those that version 5 and version 4 give it. */
  #idsOf(node: StateNode, invoke: Invoke): readonly string[] {
    const index = node.invokes.indexOf(invoke);
    const id = this.#ids.of(node);
    return invoke.id === null
      ? [`${index}.${id}`, `${id}:invocation[${index}]`]
      : [invoke.id];
  }
}

function named(
  node: StateNode,
  pattern: RegExp,
  fits: (id: string) => boolean,
): readonly Transition[] {
  return node.on
    .filter(({ descriptor }) => {
      const id = pattern.exec(descriptor.text)?.[1];
      return id !== undefined && fits(id);
    })
    .flatMap(({ candidates }) => candidates);
}

function wild(node: StateNode): readonly Transition[] {
  return node.on
    .filter(({ descriptor }) => descriptor.text === "*")
    .flatMap(({ candidates }) => candidates);
}

/** Whether something may arise there that it does not answer itself. */
function isOpenInside(node: StateNode): boolean {
  return (
    (canBeDone(node) && isOpen(node.onDone)) ||
    node.invokes.some(
      ({ onDone, onError }) => isOpen(onDone) || isOpen(onError),
    ) ||
    node.after.some(({ candidates }) => isOpen(candidates))
  );
}

/** Whether XState sends it anything. */
function tells(node: StateNode): boolean {
  return node.after.length > 0 || node.invokes.length > 0 || canBeDone(node);
}

/** The states around it and those in other regions: all that can be active with it and do not lie inside of it. */
function besides(node: StateNode): readonly StateNode[] {
  const found: StateNode[] = [];
  for (let each = node; each.parent !== null; each = each.parent) {
    const { parent } = each;
    found.push(parent);
    if (parent.kind !== "parallel") continue;
    for (const region of parent.children)
      if (region !== each) found.push(region, ...descendants(region));
  }
  return found.filter(
    (each) => each.kind !== "compound" || !isBelow(node, each) || hasActs(each),
  );
}

/** A composite around a state is not done while that is active. */
function hasActs({ after, invokes }: StateNode): boolean {
  return after.length > 0 || invokes.length > 0;
}

/** Whether there may be no answer to it. */
function isOpen(candidates: readonly Transition[]): boolean {
  return candidates.every(({ guard }) => guard !== null);
}

function canBeDone({ kind, children }: StateNode): boolean {
  return kind === "parallel"
    ? children.some((child) => canBeDone(child) || child.kind === "final")
    : kind === "compound" && children.some((child) => child.kind === "final");
}
