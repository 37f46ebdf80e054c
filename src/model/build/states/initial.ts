import {
  initialOfAtomic,
  initialOutside,
  missingInitial,
  noStates,
  severalInitials,
} from "../../../diagnostics/messages/meaning.ts";
import type { Fix } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printEffect } from "../../../syntax/print.ts";
import type { CompositeState, Initial } from "../../model.ts";
import { isDescendant } from "../../tree.ts";
import { buildEffects } from "../items/effects.ts";
import { settingOf, type ItemPlace } from "../items/place.ts";
import { buildTargetStates } from "../items/targets.ts";
import type { Mutable } from "../mutable.ts";
import type { StateNode } from "../names/state-node.ts";

/** What a layer says about the initial state of a composite. */
type Said =
  | { readonly kind: "child"; readonly child: StateNode; readonly span: Span }
  | {
      readonly kind: "tail";
      readonly tail: Ast.InitialTail;
      readonly span: Span;
    };

/** The texts of one layer that may hold an `initial` tail of the composite. */
export interface CompositeText {
  readonly place: ItemPlace;
  readonly members: readonly (Ast.Member | Ast.StateItem)[];
}

/**
 * Finds how a composite, or the strategy itself, is entered. The youngest layer that says anything replaces what its
 * parents say. `required`: whether saying nothing is an error.
 */
export function resolveInitial(
  node: StateNode & { readonly state: Mutable<CompositeState> },
  layers: readonly CompositeText[],
  required: boolean,
): void {
  const { state } = node;
  for (const { place, members } of layers.toReversed()) {
    const said = whatIsSaid(node, place.names.layer, members);
    const [first, second] = said;
    if (first === undefined) continue;
    if (second !== undefined)
      place.report.add(
        {
          span: second.span,
          related: [{ message: "the first one", span: first.span }],
        },
        severalInitials({ of: state.path }),
      );
    unmark(node, first.kind === "child" ? first.child : null);
    state.initial = initialOf(first, node, place);
    return;
  }
  const [last] = layers.toReversed();
  if (required && last !== undefined && last.place.report.isWhole(node.span))
    reportMissing(node, last.place);
  const [child] = node.children;
  if (child !== undefined)
    state.initial = { ...state.initial, targets: [child.state] };
}

function whatIsSaid(
  node: StateNode,
  layer: number,
  members: readonly (Ast.Member | Ast.StateItem)[],
): readonly Said[] {
  const said: Said[] = [];
  for (const tail of members)
    if (tail.kind === "initial")
      said.push({ kind: "tail", tail, span: tail.keyword });
  for (const child of node.children)
    for (const text of child.texts) {
      const modifier = text.declaration.modifiers.find(
        ({ word }) => word === "initial",
      );
      if (text.layer === layer && modifier !== undefined)
        said.push({ kind: "child", child, span: modifier.span });
    }
  return said.toSorted((a, b) => a.span.start - b.span.start);
}

/** A parent's `initial` that the child has replaced is none any more. */
function unmark(node: StateNode, chosen: StateNode | null): void {
  for (const child of node.children)
    if (child !== chosen)
      child.state.modifiers = child.state.modifiers.filter(
        (word) => word !== "initial",
      );
}

function initialOf(said: Said, node: StateNode, place: ItemPlace): Initial {
  const { span } = said;
  if (said.kind === "child")
    return { effects: [], targets: [said.child.state], span, text: "" };
  const inside = buildTargetStates(said.tail.targets, place).filter(
    (target) => {
      const fits =
        isDescendant(target.state, node.state) && target.history === "none";
      if (!fits)
        place.report.add(
          { span: target.span },
          initialOutside({ target: target.state.path, of: node.state.path }),
        );
      return fits;
    },
  );
  const effects = buildEffects(
    said.tail.effects,
    settingOf(place, "in `initial`"),
  );
  const initial: Mutable<Initial> = {
    effects,
    targets: inside.map((target) => target.state),
    span,
    text: said.tail.effects.map(printEffect).join(" "),
  };
  const [child] = node.children;
  if (initial.targets.length === 0 && child !== undefined)
    initial.targets = [child.state];
  place.parts.initials.push({ state: node.state, initial });
  return initial;
}

function reportMissing(node: StateNode, { report }: ItemPlace): void {
  const [first] = node.children;
  if (first === undefined) {
    report.add({ span: node.span }, noStates({ strategy: node.name }));
    return;
  }
  const fix = markInitial(first);
  report.add(
    { span: node.span, fixes: fix === null ? [] : [fix] },
    missingInitial({ of: node.state.path, first: first.name }),
  );
}

/** In front of the word `state` or of the modifiers before it; in YAML no edit is sure to fit. */
function markInitial(node: StateNode): Fix | null {
  const { span } = node;
  if (span.file.spelling !== "fsm") return null;
  const [modifier] = node.texts[0]?.declaration.modifiers ?? [];
  const keyword = /\bstate\s+$/.exec(span.file.text.slice(0, span.start));
  const start = modifier?.span.start ?? keyword?.index;
  if (start === undefined) return null;
  return {
    title: `make \`${node.name}\` the initial state`,
    edits: [{ span: { file: span.file, start, end: start }, text: "initial " }],
  };
}

/** `initial …` in a state that has no children of its own to enter. */
export function checkInitialTails(
  node: StateNode,
  { report }: Pick<ItemPlace, "report">,
): void {
  if (node.state.kind === "composite" || !report.isWhole(node.span)) return;
  for (const { declaration } of node.texts)
    for (const item of declaration.items)
      if (item.kind === "initial")
        report.add(
          { span: item.keyword },
          initialOfAtomic({
            state: node.state.path,
            parallel: node.state.kind === "parallel",
          }),
        );
}
