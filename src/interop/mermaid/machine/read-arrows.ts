import type { Words } from "../diagram.ts";
import { NO_HEAD, NO_WAY, type Label } from "../labels/label.ts";
import { readArm, readBranch, readSpecLabel } from "../labels/spec-label.ts";
import { readUmlLabel } from "../labels/uml-label.ts";
import type { Arrow, Node } from "../tree.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import type { Goal, Group } from "./group.ts";

/** Which language labels speak: that of fsmc's own drawings, in which all is `.fsm`, or UML's. */
export type Dialect = "fsm" | "uml";

/** Every arrow as a transition with one branch, pseudo-states not resolved. */
export function readArrows(
  arrows: readonly Arrow[],
  dialect: Dialect,
  vocabulary: Vocabulary,
): readonly Group[] {
  return arrows.map((arrow) => {
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
  const text = label.text.replaceAll(/\s+/g, " ");
  const isSpec = dialect === "fsm";
  const written =
    readSpecLabel(text) ??
    (isSpec ? (readArm(text) ?? readBranch(text)) : null);
  if (written === null) {
    const conditional = from !== "start" && from.stereotype === "choice";
    return readUmlLabel(label.text, vocabulary, conditional);
  }
  const { head, way } = written;
  const triggers = head.kind === "item" ? head.triggers : [];
  return { head, way: vocabulary.learn(way, triggers) };
}
