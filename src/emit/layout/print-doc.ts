import { isList, type Doc, type Group } from "./doc.ts";

const WIDTH = 80;
const STEP = 2;

type Mode = "flat" | "broken";

interface Command {
  readonly indent: number;
  readonly mode: Mode;
  readonly doc: Doc;
}

/** Lays a document out in lines of at most 80 columns, as far as its breaks allow. */
export function printDoc(doc: Doc, width: number = WIDTH): string {
  const rest: Command[] = [{ indent: 0, mode: "broken", doc }];
  const modes = new Map<Group, Mode>();
  const out: string[] = [];
  let column = 0;
  // After a hard break in the middle of something flat, what follows is measured anew.
  let remeasures = false;
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { indent, mode, doc } = next;
    if (typeof doc === "string") {
      out.push(doc);
      column += doc.length;
    } else if (isList(doc)) {
      // By hand: this is where the time of printing goes.
      for (let index = doc.length - 1; index >= 0; index -= 1)
        rest.push({ indent, mode, doc: doc[index] ?? "" });
    } else if (doc.kind === "indent") {
      rest.push({ indent: indent + STEP, mode, doc: doc.contents });
    } else if (doc.kind === "line") {
      if (mode === "flat" && !doc.hard) {
        out.push(doc.flat);
        column += doc.flat.length;
      } else {
        if (mode === "flat") remeasures = true;
        out.push("\n", " ".repeat(indent));
        column = indent;
      }
    } else if (doc.kind === "break-parent") {
      continue;
    } else if (doc.kind === "if-break") {
      const chosen = mode === "broken" ? doc.broken : doc.flat;
      rest.push({ indent, mode, doc: chosen });
    } else if (doc.kind === "indent-if-break") {
      const broken = modes.get(doc.group) === "broken";
      const to = broken ? indent + STEP : indent;
      rest.push({ indent: to, mode, doc: doc.contents });
    } else {
      const from = remeasures ? { ...next, mode: "broken" as const } : next;
      remeasures = false;
      const chosen = layOut(doc, from, rest, width - column);
      modes.set(doc, chosen.mode);
      rest.push(chosen);
    }
  }
  return out
    .join("")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Flat where that fits, else the first of its ways that does, else broken. */
function layOut(
  group: Group,
  { indent, mode }: Command,
  rest: readonly Command[],
  room: number,
): Command {
  const flat: Command = { indent, mode: "flat", doc: group.contents };
  if (mode === "flat" && !group.broken) return flat;
  const fit = (command: Command, mustBeFlat: boolean) =>
    fits(command, rest, room, mustBeFlat);
  if (!group.broken && fit(flat, false)) return flat;
  const broken = (doc: Doc): Command => ({ indent, mode: "broken", doc });
  if (group.states === null) return broken(group.contents);
  const last = group.states.at(-1) ?? "";
  if (group.broken) return broken(last);
  for (const state of group.states.slice(1, -1))
    if (fit({ ...flat, doc: state }, false)) return { ...flat, doc: state };
  return broken(last);
}

/** Whether everything up to the next possible break fits. */
function fits(
  first: Command,
  rest: readonly Command[],
  room: number,
  mustBeFlat: boolean,
): boolean {
  const commands: { readonly mode: Mode; readonly doc: Doc }[] = [first];
  let after = rest.length;
  let left = room;
  while (left >= 0) {
    const next = commands.pop() ?? rest[--after];
    if (next === undefined) return true;
    const { mode, doc } = next;
    if (typeof doc === "string") left -= doc.length;
    else if (isList(doc))
      for (let index = doc.length - 1; index >= 0; index -= 1)
        commands.push({ mode, doc: doc[index] ?? "" });
    else if (doc.kind === "line") {
      if (mode === "broken" || doc.hard) return true;
      left -= doc.flat.length;
    } else if (doc.kind === "if-break")
      commands.push({ mode, doc: mode === "broken" ? doc.broken : doc.flat });
    else if (doc.kind === "group") {
      if (mustBeFlat && doc.broken) return false;
      const inner: Mode = doc.broken ? "broken" : mode;
      const contents =
        doc.states !== null && inner === "broken"
          ? (doc.states.at(-1) ?? "")
          : doc.contents;
      commands.push({ mode: inner, doc: contents });
    } else if (doc.kind !== "break-parent")
      commands.push({ mode, doc: doc.contents });
  }
  return false;
}
