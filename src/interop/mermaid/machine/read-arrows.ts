import type { Words } from "../diagram/diagram.ts";
import { NO_HEAD, NO_WAY, type Label } from "../label.ts";
import {
  readArm,
  readBranch,
  readForeignSpecLabel,
  readSpecLabel,
} from "../labels/spec-label.ts";
import { readUmlLabel } from "../labels/uml-label.ts";
import type { Arrow, Node, Tree } from "../tree/tree.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import type { Goal, Group } from "./group.ts";
import { stateChildren } from "./transitions.ts";

/** Which language labels speak: that of fsmc's own drawings, in which all is `.fsm`, or UML's. */
export type Dialect = "fsm" | "uml";

/** A line in a state that is a transition which stays in it. */
export function isStayLine({ text }: Words, dialect: Dialect): boolean {
  return (
    dialect === "fsm" &&
    /\bstay$/.test(text) &&
    (readSpecLabel(text) ?? readArm(text)) !== null
  );
}

/** Every arrow as a transition with one branch, in the order of the text, pseudo-states not resolved. */
export function readArrows(
  { arrows, nodes }: Tree,
  dialect: Dialect,
  vocabulary: Vocabulary,
): readonly Group[] {
  const stays = nodes.flatMap((node) =>
    node.descriptions
      .filter((words) => isStayLine(words, dialect))
      .map((label): Arrow => {
        const scope = node.parent ?? node;
        return { from: node, to: node, scope, label, span: label.span };
      }),
  );
  const all = [...arrows, ...stays].toSorted(
    (a, b) => a.span.start - b.span.start,
  );
  return all.map((arrow) => {
    const { from, scope, label, span } = arrow;
    const { head, way } = readLabel(label, from, dialect, vocabulary);
    const branch = { way, goal: goalOf(arrow), span };
    return {
      source: from,
      scope,
      head,
      choice: false,
      branches: [branch],
      label,
      span,
    };
  });
}

function goalOf({ to, scope }: Arrow): Goal {
  return to === "end"
    ? { kind: "end", scope }
    : { kind: "states", nodes: [to] };
}

function readLabel(
  label: Words | null,
  from: Node | "start",
  dialect: Dialect,
  vocabulary: Vocabulary,
): Label {
  if (label === null) return { head: NO_HEAD, way: NO_WAY };
  const ends = from !== "start" && stateChildren(from).length > 0;
  const written =
    dialect === "fsm"
      ? (readSpecLabel(label.text) ??
        readArm(label.text) ??
        readBranch(label.text))
      : readForeignSpecLabel(label.text.replaceAll(/\s+/g, " "), ends);
  if (written === null) {
    const conditional = from !== "start" && from.stereotype === "choice";
    return readUmlLabel(label.text, vocabulary, conditional);
  }
  const { head, way } = written;
  const triggers = head.kind === "item" ? head.triggers : [];
  return { head, way: vocabulary.learn(way, triggers) };
}
