import { nearest, type Span } from "../../../source/index.ts";
import {
  listOf,
  memberOf,
  type Json,
  type JsonObject,
  type Member,
} from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { readActions } from "./actions.ts";
import { readAfter, readOn } from "./events.ts";
import { readActivities, readInvokes } from "./invokes.ts";
import { checkKeys } from "./keys.ts";
import type { Handler, Initial, NodeKind, StateNode, Text } from "./machine.ts";
import { docOf, marksOf, tagsOf } from "./notes.ts";
import { asObject, asText, mustBe } from "./shape.ts";
import { readTargets, readTransitions } from "./transitions.ts";

const KINDS: readonly NodeKind[] = [
  "atomic",
  "compound",
  "parallel",
  "final",
  "history",
];

/** As deep as states may lie in a spec. */
const DEEPEST = 60;

/** Reads the states of a configuration. */
export class NodeReader {
  readonly #report: Remarks;
  /** Whether `fsmc export` wrote it. */
  readonly #marked: boolean;

  constructor(report: Remarks, marked: boolean) {
    this.#report = report;
    this.#marked = marked;
  }

  root(object: JsonObject): StateNode {
    checkKeys(object, "machine", this.#report);
    const span = { ...object.span, end: object.span.start + 1 };
    return this.#node({ key: "", keySpan: span, value: object }, object, null);
  }

  #node(
    { key, keySpan: span }: Member,
    object: JsonObject,
    parent: StateNode | null,
  ): StateNode {
    const report = this.#report;
    const states = this.#states(object);
    const kind = this.#kind(object, states.length > 0);
    const children: StateNode[] = [];
    const on = readOn(memberOf(object, "on"), report);
    const node: StateNode = {
      key,
      span,
      kind,
      parent,
      children,
      id: this.#text(object, "id"),
      initial: this.#initial(object, kind),
      deep: isDeep(object),
      defaults:
        kind === "history"
          ? (readTargets(memberOf(object, "target"), report) ?? [])
          : [],
      entry: this.#actions(object, "entry", "onEntry"),
      exit: this.#actions(object, "exit", "onExit"),
      on: on.filter((handler) => !isEventless(handler)),
      always: [
        ...readTransitions(memberOf(object, "always"), report),
        ...on.filter(isEventless).flatMap(({ candidates }) => candidates),
      ],
      after: readAfter(memberOf(object, "after"), report),
      onDone: readTransitions(memberOf(object, "onDone"), report),
      invokes: [
        ...readInvokes(memberOf(object, "invoke"), report),
        ...readActivities(memberOf(object, "activities"), report),
      ],
      tags: tagsOf(object),
      doc: docOf(object, this.#marked),
      marks: marksOf(object),
    };
    if (depthOf(node) >= DEEPEST) {
      report.error(
        span,
        `states lie deeper than ${DEEPEST} levels`,
        "a spec takes no deeper ones",
      );
      return node;
    }
    for (const { member, state } of states)
      children.push(this.#node(member, state, node));
    this.#check(node, object);
    return node;
  }

  #states(
    object: JsonObject,
  ): readonly { readonly member: Member; readonly state: JsonObject }[] {
    const states = memberOf(object, "states");
    if (states === null || states.kind === "null") return [];
    const all = asObject(states, "`states`", this.#report);
    return (all?.members ?? []).flatMap((member) => {
      const state = asObject(
        member.value,
        `the state \`${member.key}\``,
        this.#report,
      );
      if (state === null) return [];
      checkKeys(state, "state", this.#report);
      return [{ member, state }];
    });
  }

  #kind(object: JsonObject, hasStates: boolean): NodeKind {
    const type = this.#text(object, "type");
    if (type !== null) {
      const kind = KINDS.find((each) => each === type.text);
      if (kind !== undefined) return kind;
      const meant = nearest(type.text, KINDS);
      this.#report.error(
        type.span,
        `a state has no type \`${type.text}\``,
        meant === null
          ? `there are ${KINDS.join(", ")}`
          : `did you mean \`${meant}\`?`,
      );
    }
    const parallel = memberOf(object, "parallel");
    if (parallel?.kind === "boolean" && parallel.value) return "parallel";
    if (hasStates) return "compound";
    const history = memberOf(object, "history");
    const isHistory =
      history?.kind === "text" ||
      (history?.kind === "boolean" && history.value);
    return isHistory ? "history" : "atomic";
  }

  #text(object: JsonObject, key: string): Text | null {
    const json = memberOf(object, key);
    if (json === null || json.kind === "null") return null;
    const text = asText(json, `\`${key}\``, this.#report);
    return text === null ? null : { text: text.value, span: text.span };
  }

  #actions(object: JsonObject, now: string, before: string) {
    return [now, before].flatMap((key) =>
      readActions(memberOf(object, key), this.#report),
    );
  }

  #initial(object: JsonObject, kind: NodeKind): Initial | null {
    const json = memberOf(object, "initial");
    if (json === null || json.kind === "null" || kind !== "compound")
      return null;
    if (json.kind === "text")
      return {
        target: { text: json.value, span: json.span },
        actions: [],
        span: json.span,
      };
    if (json.kind !== "object") {
      mustBe(json, "`initial`", ["text", "object"], this.#report);
      return null;
    }
    checkKeys(json, "initial", this.#report);
    const [target, another] = listOf(memberOf(json, "target"));
    if (target?.kind !== "text" || another !== undefined) {
      this.#report.error(
        json.span,
        "`initial` names one target",
        'XState enters one child: { "target": "idle" }',
      );
      return null;
    }
    return {
      target: { text: target.value, span: target.span },
      actions: readActions(memberOf(json, "actions"), this.#report),
      span: json.span,
    };
  }

  /** What XState itself refuses, or what cannot be. */
  #check(node: StateNode, object: JsonObject): void {
    const { kind, key, span, children } = node;
    const report = this.#report;
    const name = key === "" ? "the machine" : `\`${key}\``;
    const real = children.filter((child) => child.kind !== "history");
    if (kind === "compound" && real.length === 0)
      report.error(
        span,
        `${name} has no state to be in`,
        "a compound state needs a child that is no history",
      );
    else if (kind === "compound" && memberOf(object, "initial") === null)
      report.error(
        span,
        `${name} has no \`initial\``,
        `XState refuses a compound state without one: "initial": ${JSON.stringify(real[0]?.key)}`,
      );
    else if (kind === "parallel" && real.length === 0)
      report.error(
        span,
        `${name} is parallel and has no regions`,
        "its `states` are its regions: give it some, or no type",
      );
    if (kind === "history" && node.parent === null)
      report.error(span, "a machine is no history", "it needs states");
    if (kind === "final" && node.parent === null)
      report.error(span, "a machine is not final itself", "it needs states");
    if (kind === "final" || kind === "history") this.#checkPassive(node);
  }

  /** A final or history state with things that only others have. */
  #checkPassive({ kind, key, ...node }: StateNode): void {
    const parts: readonly (readonly [string, Span | undefined])[] = [
      ["states", node.children[0]?.span],
      ["on", node.on[0]?.descriptor.span],
      ["always", node.always[0]?.span],
      ["after", node.after[0]?.span],
      ["invoke", node.invokes[0]?.span],
      ["onDone", node.onDone[0]?.span],
    ];
    for (const [word, span] of parts)
      if (span !== undefined)
        this.#report.lost(
          span,
          `the ${kind} state \`${key}\` has \`${word}\``,
          kind === "final"
            ? "a final state is where something ends: nothing happens in it any more"
            : "a history state is never active",
        );
  }
}

/** Version 4's way to write `always`. */
function isEventless({ descriptor }: Handler): boolean {
  return descriptor.text === "";
}

function isDeep(object: JsonObject): boolean {
  const history: Json | null = memberOf(object, "history");
  return history?.kind === "text" && history.value === "deep";
}

function depthOf(node: StateNode): number {
  let depth = 0;
  for (let each = node.parent; each !== null; each = each.parent) depth += 1;
  return depth;
}
