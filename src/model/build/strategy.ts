import type { Strategy } from "../model.ts";
import { allowsIn } from "./allows.ts";
import { declare, type Declarations } from "./declarations/declare.ts";
import { lineageOf } from "./extends/lineage.ts";
import type { StrategyText } from "./files/file-scope.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Workspace } from "./files/workspace.ts";
import { Parts } from "./items/parts.ts";
import { errorsOf, timeoutOf, versionOf, type LayerText } from "./policies.ts";
import { trackNulls } from "./nulls/track.ts";
import type { Report } from "./report.ts";
import { fillStates } from "./states/fill.ts";
import { mergeStates } from "./tree/merge.ts";
import { numberItems } from "./states/number.ts";
import { buildTree, type StateTree } from "./tree/state-tree.ts";
import { UsedTypes } from "./used-types.ts";

/** What a strategy means; null where its parents cannot be had. */
export function buildStrategy(
  text: StrategyText,
  workspace: Workspace,
  report: Report,
): Strategy | null {
  const { declaration } = text;
  const before = workspace.complete ? report.failures : -1;
  const lineage = lineageOf(text, report);
  if (lineage === null) return null;
  const merged = mergeStates(lineage, report);
  const tree = buildTree(merged, declaration.name.text, declaration.name.span);
  const declarations = declare(lineage, tree.names, workspace.types, report);
  const parts = new Parts(report);
  const layers = layerTexts(lineage, tree, declarations, parts, report);
  fillStates(tree, layers, !declaration.abstract, report);
  const version = versionOf(layers);
  const errors = errorsOf(layers);
  const timeout = timeoutOf(layers, tree.root.state);
  const branches = numberItems(tree, timeout, parts);
  const declared = declaredParts(declarations);
  const strategy = {
    root: tree.root.state,
    states: tree.nodes.map((node) => node.state),
    errors,
    timeout,
    context: declared.context,
  };
  if (report.failures === before)
    trackNulls({ strategy, parts, ...entriesOf(declarations) }, report);
  const types = new UsedTypes();
  for (const entry of declarations.spaces.types.values()) {
    if (entry.kind === "enum") types.enums.add(entry.enum);
    if (entry.kind === "record") types.records.add(entry.record);
  }
  types.addAll(declared);
  let hash: string | null = null;
  return {
    name: declaration.name.text,
    /** Worked out when it is asked for first: who only checks never does. */
    get hash() {
      return (hash ??= fingerprintOf(
        lineage.map((layer) => layer.declaration),
        { enums: [...types.enums], records: [...types.records] },
      ));
    },
    doc: declaration.doc,
    span: declaration.name.span,
    abstract: declaration.abstract,
    version,
    enums: [...types.enums],
    records: [...types.records],
    imported: [...types.imported],
    ...declared,
    ...strategy,
    branches,
    allows: lineage.flatMap((layer) => allowsIn(layer.declaration, report)),
  };
}

function entriesOf({ spaces }: Declarations) {
  const values = [...spaces.values.values()];
  return {
    guards: values.filter((entry) => entry.kind === "guard"),
    fields: values.filter((entry) => entry.kind === "field"),
    params: values.filter((entry) => entry.kind === "param"),
  };
}

function layerTexts(
  lineage: readonly StrategyText[],
  { root }: StateTree,
  { names }: Declarations,
  parts: Parts,
  report: Report,
): readonly LayerText[] {
  return names.map((each, layer) => ({
    members: lineage[layer]?.declaration.members ?? [],
    place: {
      state: root.state,
      node: root,
      names: each,
      report,
      parts,
      own: layer === names.length - 1,
    },
  }));
}

function declaredParts({ spaces }: Declarations) {
  const legs = [...spaces.legs.values()].map((entry) => entry.leg);
  const values = [...spaces.values.values()];
  const callables = [...spaces.callables.values()];
  const events = [...spaces.events.values()];
  for (const entry of callables)
    if (entry.kind === "activity") {
      const { activity } = entry;
      const all = activity.words.length > 0 && activity.legs.length === 0;
      if (all) activity.legs = legs;
    }
  return {
    legs,
    params: values.flatMap((entry) =>
      entry.kind === "param" ? [entry.param] : [],
    ),
    context: values.flatMap((entry) =>
      entry.kind === "field" ? [entry.field] : [],
    ),
    triggers: events.flatMap((entry) =>
      entry.kind === "trigger" ? [entry.trigger] : [],
    ),
    outputs: events.flatMap((entry) =>
      entry.kind === "output" ? [entry.output] : [],
    ),
    guards: callables.flatMap((entry) =>
      entry.kind === "guard" ? [entry.guard] : [],
    ),
    actions: callables.flatMap((entry) =>
      entry.kind === "action" ? [entry.action] : [],
    ),
    activities: callables.flatMap((entry) =>
      entry.kind === "activity" ? [entry.activity] : [],
    ),
  };
}
