import type {
  Callbacks,
  Effect,
  InitialTail,
  Modifier,
  StateDeclaration,
  StateItem,
  StateModifier,
} from "../../../syntax/index.ts";
import { effectsOf } from "../content/lower.ts";
import type { Block } from "../document/document.ts";
import type { Step } from "../ecmascript/index.ts";
import { stateOf } from "../states/destinations.ts";
import { isCompound } from "../states/entry.ts";
import type { StateNode } from "../states/state-tree.ts";
import { target } from "./ends.ts";
import { name, truth } from "../terms/logic.ts";
import { reactionsOf, type Writing } from "./reactions.ts";

/** A state with all that lies in it. */
export function stateDeclaration(
  node: StateNode,
  writing: Writing,
): StateDeclaration {
  const { span } = node.element;
  const enter = callbacks("enter", node, entryEffects(node, writing));
  const exit = callbacks("exit", node, exitEffects(node, writing));
  const reactions = reactionsOf(node, writing);
  const children = node.children.map((child) =>
    stateDeclaration(child, writing),
  );
  const initial = initialTail(node, writing);
  return {
    kind: "state",
    name: { text: node.name, span },
    modifiers: modifiersOf(node, writing),
    items: [
      ...enter,
      ...exit,
      ...initial,
      ...reactions,
      ...children,
      ...writing.detours.in(node),
    ],
    doc: node.id === null || node.id === node.name ? null : node.id,
    allows: [],
  };
}

function modifiersOf(
  node: StateNode,
  { plan }: Writing,
): readonly Modifier<StateModifier>[] {
  const { kind, span } = node.element;
  const initial =
    node.parent !== null && plainInitial(node.parent, plan) === node;
  const words: readonly StateModifier[] = [
    ...(initial ? (["initial"] as const) : []),
    ...(kind === "final" || kind === "parallel" ? [kind] : []),
  ];
  return words.map((word) => ({ word, span }));
}

/** The child that is entered at first, where there is nothing more to say of that. */
function plainInitial(
  node: StateNode,
  { entries, dataModel }: Writing["plan"],
): StateNode | null {
  if (!isCompound(node) || entries.initialContent(node).length > 0) return null;
  if (node.parent === null && dataModel.start.steps.length > 0) return null;
  const [only, second] = entries.initialOf(node);
  if (only?.kind !== "state" || second !== undefined) return null;
  return only.node.parent === node ? only.node : null;
}

/** `initial effects -> …`, where a modifier does not say it. */
export function initialTail(
  node: StateNode,
  writing: Writing,
): readonly InitialTail[] {
  const { entries, dataModel } = writing.plan;
  if (node.parent === null) writing.remarks.take(dataModel.start.remarks);
  if (!isCompound(node) || plainInitial(node, writing.plan) !== null) return [];
  const { span } = node.element.initial ?? node.element;
  const destinations = entries.initialOf(node);
  const start =
    node.parent === null ? effectsOf(dataModel.start.steps, writing) : [];
  const histories = destinations.flatMap((each) =>
    each.kind === "history" ? [each.history] : [],
  );
  const targets = [
    ...destinations.filter((each) => each.kind === "state"),
    ...histories.flatMap((history) => entries.historyDefault(history)),
  ];
  return [
    {
      kind: "initial",
      effects: [
        ...start,
        ...blockEffects(entries.initialContent(node), writing),
        ...histories.flatMap(({ element }) =>
          blockEffects(element.content, writing),
        ),
      ],
      targets: targets.map((each) => target(stateOf(each), "none", each.span)),
      keyword: span,
      doc: null,
      allows: [],
    },
  ];
}

/** What entering a state does, in SCXML's order: late data, `<onentry>`, the default of a history, the end of what it ends. */
function entryEffects(node: StateNode, writing: Writing): readonly Effect[] {
  const { plan, remarks } = writing;
  const bound = plan.dataModel.bind(node.id ?? node.name);
  remarks.take(bound.remarks);
  return [
    ...effectsOf(bound.steps, writing),
    ...node.element.onentry.flatMap((block) => blockEffects(block, writing)),
    ...historyDefaults(node, writing),
    ...endings(node, writing),
  ];
}

/** What `<history>` does where it leads at first, which SCXML places behind the `<onentry>` of its state. */
function historyDefaults(node: StateNode, writing: Writing): readonly Effect[] {
  const { histories, plan } = writing;
  const initial = histories.enteringInitial(node);
  return [
    ...once(initial, plan.entries.initialContent(node), node, writing),
    ...node.element.histories.flatMap((element) => {
      const own = histories.ownDefault({ element, of: node });
      return once(own?.entering ?? null, element.content, node, writing);
    }),
  ];
}

/** Content that runs where a field says so, which is then taken back. */
function once(
  field: string | null,
  content: Block,
  { element: { span } }: StateNode,
  writing: Writing,
): readonly Effect[] {
  if (field === null) return [];
  const value = truth(false, span);
  return [
    ...effectsOf(stepsOf(content, writing), writing, name(field, span)),
    {
      kind: "set",
      assignments: [{ field: { text: field, span }, value }],
      span,
    },
  ];
}

function endings(node: StateNode, writing: Writing): readonly Effect[] {
  const { dones, places } = writing.plan;
  return dones
    .raisedBy(node)
    .flatMap(({ of, condition }) =>
      effectsOf(stepsOf(places.ending(node, of), writing), writing, condition),
    );
}

function exitEffects(node: StateNode, writing: Writing): readonly Effect[] {
  const { span } = node.element;
  const visited = writing.histories.visited(node);
  const isTopFinal =
    node.element.kind === "final" && node.parent?.parent === null;
  // The end of the run is the end of the machine: nothing could tell whether it was left.
  if (isTopFinal) return [];
  const field = visited === null ? [] : [{ text: visited, span }];
  return [
    ...node.element.onexit.flatMap((block) => blockEffects(block, writing)),
    ...field.map((text) => ({
      kind: "set" as const,
      assignments: [{ field: text, value: truth(true, span) }],
      span,
    })),
  ];
}

function blockEffects(block: Block, writing: Writing): readonly Effect[] {
  return effectsOf(stepsOf(block, writing), writing);
}

function stepsOf(block: Block, { plan, remarks }: Writing): readonly Step[] {
  const { steps, remarks: found } = plan.dataModel.block(
    block,
    plan.places.at(block),
  );
  remarks.take(found);
  return steps;
}

function callbacks(
  kind: "enter" | "exit",
  { element }: StateNode,
  effects: readonly Effect[],
): readonly (Callbacks & StateItem)[] {
  if (effects.length === 0) return [];
  const { span } = element;
  return [{ kind, actions: [], effects, keyword: span, doc: null, allows: [] }];
}
