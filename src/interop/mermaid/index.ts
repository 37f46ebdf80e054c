import { SourceFile } from "../../source/index.ts";
import { parseFsm } from "../../syntax/index.ts";
import type { Imported } from "../imported.ts";
import { safeName } from "../names.ts";
import { readDeclarations, type Declarations } from "./declarations.ts";
import type { Diagram } from "./diagram/diagram.ts";
import { behaviourOf } from "./machine/behaviours.ts";
import { resolveChoices } from "./machine/choices.ts";
import { resolveEnds } from "./machine/ends.ts";
import { resolveForks, resolveJoins } from "./machine/forks.ts";
import type { Group } from "./machine/group.ts";
import { mergeTwins } from "./machine/merge.ts";
import { Paths } from "./machine/paths.ts";
import { readArrows, type Dialect } from "./machine/read-arrows.ts";
import { levelText } from "./machine/state-text.ts";
import { resolveStarts } from "./machine/starts.ts";
import { withSections } from "./machine/sections.ts";
import { stateChildren, Targets } from "./machine/transitions.ts";
import { parseDiagram } from "./diagram/parse.ts";
import { Remarks } from "../remarks.ts";
import { treeOf, type Node, type Tree } from "./tree/tree.ts";
import { docLines } from "./vocabulary/found.ts";
import { Vocabulary } from "./vocabulary/vocabulary.ts";

/** A `stateDiagram-v2` (mermaid.js.org/syntax/stateDiagram.html) as a spec. */
export function importMermaid(source: SourceFile): Imported {
  const remarks = new Remarks();
  const diagram = parseDiagram(source, remarks);
  const tree =
    diagram === null || remarks.failed ? null : treeOf(diagram, remarks);
  if (diagram === null || tree === null || remarks.failed)
    return { file: null, remarks: remarks.inOrder() };
  if (stateChildren(tree.root).length === 0) {
    remarks.error(
      diagram.body.span,
      "the diagram has no state",
      "a machine needs at least the state that it begins in",
    );
    return { file: null, remarks: remarks.inOrder() };
  }
  const text = specText(source, diagram, withSections(tree), remarks);
  if (remarks.failed) return { file: null, remarks: remarks.inOrder() };
  const spec = new SourceFile(`${baseOf(source.path)}.fsm`, text, "fsm");
  const { file, diagnostics } = parseFsm(spec);
  const [broken] = diagnostics;
  if (broken !== undefined)
    throw new Error(`an import made no spec: ${broken.message}\n${text}`);
  return { file, remarks: remarks.inOrder() };
}

function specText(
  source: SourceFile,
  diagram: Diagram,
  tree: Tree,
  remarks: Remarks,
): string {
  const own = readDeclarations(diagram.declarations, remarks);
  const dialect: Dialect = own === null ? "uml" : "fsm";
  const vocabulary = new Vocabulary(own?.members ?? null);
  const behaviours = new Map(
    tree.nodes.map((node) => [node, behaviourOf(node, dialect, vocabulary)]),
  );
  const read = readArrows(tree, dialect, vocabulary);
  const chosen = resolveChoices(read, tree.nodes, remarks);
  const forked = resolveForks(chosen, tree.nodes, remarks);
  const paths = new Paths(tree.root);
  const joined = resolveJoins(
    forked,
    tree.nodes,
    (node) => paths.of(node),
    remarks,
  );
  reportUnresolved(joined, remarks);
  const known = withoutHistories(joined, remarks);
  const ended = resolveEnds(known, tree.root, remarks);
  const { starts, groups } = resolveStarts(ended, tree.root, remarks);
  const merged = dialect === "uml" ? mergeTwins(groups, remarks) : groups;
  const all = new Paths(tree.root);
  const states = levelText(tree.root, {
    groups: bySource(merged),
    starts,
    behaviours,
    paths: all,
    targets: new Targets(all, remarks),
    remarks,
  });
  const policies = tree.nodes.flatMap((node) =>
    (behaviours.get(node)?.policies ?? []).map(
      (policy) => `${policy} -> ${all.textOf(node)}`,
    ),
  );
  return [
    ...(own?.imports ?? []),
    ...(own?.doc ?? docOf(diagram)),
    `strategy ${nameOf(source, diagram, own)} {`,
    ...(own?.lines ?? []),
    ...vocabulary.lines(),
    ...policies,
    ...states,
    "}",
  ].join("\n");
}

/** Forks and joins that lead to each other, and to no state. */
function reportUnresolved(groups: readonly Group[], remarks: Remarks): void {
  for (const { branches } of groups)
    for (const { goal, span } of branches)
      for (const node of goal.kind === "states" ? goal.nodes : [])
        if (["choice", "fork", "join"].includes(node.stereotype ?? ""))
          remarks.error(
            span,
            `\`${node.id}\` leads back to itself`,
            "forks, joins and choices are parts of a transition, which ends in a state",
          );
}

/** A history is no state: what leads on from it is where it leads when there is none yet, which is the initial child. */
function withoutHistories(
  groups: readonly Group[],
  remarks: Remarks,
): readonly Group[] {
  return groups.filter(({ source, span }) => {
    const isHistory =
      source !== "start" &&
      (source.stereotype === "history" || source.stereotype === "deep history");
    if (isHistory)
      remarks.lost(
        span,
        `\`${source.id}\` has a default of its own`,
        "a state without a history yet is entered at its initial state",
      );
    return !isHistory;
  });
}

function bySource(
  groups: readonly Group[],
): ReadonlyMap<Node, readonly Group[]> {
  const all = new Map<Node, Group[]>();
  for (const group of groups) {
    if (group.source === "start") continue;
    const known = all.get(group.source);
    if (known === undefined) all.set(group.source, [group]);
    else known.push(group);
  }
  return all;
}

function docOf({ title, descriptions }: Diagram): readonly string[] {
  const isName = title !== null && /^\w+$/.test(title.text);
  const texts = descriptions.flatMap(({ text }) =>
    text.split("\n").map((line) => line.trim()),
  );
  const lines = [...(title === null || isName ? [] : [title.text]), ...texts];
  return docLines(lines.length === 0 ? null : lines.join("\n"));
}

/** Of the title, else of the file. */
function nameOf(
  { path }: SourceFile,
  { title }: Diagram,
  own: Declarations | null,
): string {
  if (own !== null) return own.name;
  const words = (title?.text ?? baseOf(path)).match(/[A-Za-z0-9_]+/g) ?? [];
  const name = words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return safeName(name === "" ? "Machine" : name, "strategy");
}

function baseOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? "";
  return name.replace(/\.\w+$/, "");
}
