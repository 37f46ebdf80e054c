/** Looks names up and reports those that nothing has, with what was most likely meant. */
import type { Finding } from "../../../diagnostics/index.ts";
import {
  ambiguousState,
  unknownName,
} from "../../../diagnostics/messages/meaning.ts";
import { nearestOf, type Nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printStatePath } from "../../../syntax/print.ts";
import type { Activity, Leg, Output, Trigger } from "../../model.ts";
import type { Report } from "../report.ts";
import type { ActionEntry, FieldEntry } from "./entries.ts";
import type { Names } from "./names.ts";
import type { StateNode } from "./state-node.ts";
import { renaming } from "./suggestion.ts";

export interface Finder {
  readonly names: Names;
  readonly report: Report;
}

/** `others`: what may stand there besides states. */
export function findState(
  path: Ast.StatePath,
  { names, report }: Finder,
  others: readonly string[] = [],
): StateNode | null {
  const found = names.state(path);
  if (found.kind === "found") return found.node;
  const text = printStatePath(path);
  if (found.kind === "ambiguous") {
    report.add(
      {
        span: path.span,
        related: found.nodes.map((node) => ({
          message: `\`${node.state.path}\``,
          span: node.span,
        })),
      },
      ambiguousState({
        name: text,
        paths: found.nodes.map((node) => node.state.path),
      }),
    );
    return null;
  }
  const near = suggest(text, [...found.known, ...others], report);
  const suggestion = near?.name ?? null;
  const first = path.names[0]?.text ?? "";
  const unread = path.names.some(({ text: name, span }) =>
    report.mayBeUnread(name, span),
  );
  if (unread) return null;
  report.add(
    { span: path.span, fixes: renaming(path.span, certain(near)) },
    unknownName({ name: text, what: "state", suggestion, known: found.known }),
    { name: `state ${isKnown(first, found.known) ? text : first}` },
  );
  return null;
}

/** Behind so many errors, more than are ever shown, nobody reads what was meant, and to find it takes long. */
const MOST_SUGGESTIONS = 300;

function suggest(
  name: string,
  known: readonly string[],
  { failures }: Finder["report"],
): Nearest | null {
  return failures > MOST_SUGGESTIONS ? null : nearestOf(name, known);
}

/** What may be written without asking: of two names that are as near, neither. */
function certain(near: Nearest | null): string | null {
  return near?.alone === true ? near.name : null;
}

const PARTS = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether a state has the name, wherever it lies. */
function isKnown(name: string, paths: readonly string[]): boolean {
  const parts =
    PARTS.get(paths) ?? new Set(paths.flatMap((path) => path.split(".")));
  PARTS.set(paths, parts);
  return parts.has(name);
}

export function findTrigger(name: Ast.Name, finder: Finder): Trigger | null {
  const entry = finder.names.event(name.text);
  if (entry?.kind === "trigger") return entry.trigger;
  const hint =
    entry?.kind === "output"
      ? `\`${name.text}\` is an output, which only \`emit\` names`
      : null;
  reportUnknown(
    name,
    "trigger",
    finder.names.eventNames("trigger"),
    hint,
    finder,
  );
  return null;
}

export function findOutput(name: Ast.Name, finder: Finder): Output | null {
  const entry = finder.names.event(name.text);
  if (entry?.kind === "output") return entry.output;
  const hint =
    entry?.kind === "trigger"
      ? `\`${name.text}\` is a trigger: write \`raise ${name.text}\` to send it to this machine itself`
      : null;
  reportUnknown(
    name,
    "output",
    finder.names.eventNames("output"),
    hint,
    finder,
  );
  return null;
}

export function findAction(
  name: Ast.Name,
  finder: Finder,
): ActionEntry["action"] | null {
  const entry = finder.names.callable(name.text);
  if (entry?.kind === "action") return entry.action;
  const hint =
    entry?.kind === "activity"
      ? `\`${name.text}\` is an activity: a state starts it with \`run ${name.text}(…)\``
      : entry?.kind === "guard"
        ? `\`${name.text}\` is a guard: it stands behind \`when\``
        : null;
  reportUnknown(
    name,
    "action",
    finder.names.callableNames("action"),
    hint,
    finder,
  );
  return null;
}

export function findActivity(name: Ast.Name, finder: Finder): Activity | null {
  const entry = finder.names.callable(name.text);
  if (entry?.kind === "activity") return entry.activity;
  const hint =
    entry?.kind === "action"
      ? `\`${name.text}\` is an action: it is called with \`do ${name.text}\``
      : null;
  reportUnknown(
    name,
    "activity",
    finder.names.callableNames("activity"),
    hint,
    finder,
  );
  return null;
}

export function findField(
  name: Ast.Name,
  finder: Finder,
): FieldEntry["field"] | null {
  const entry = finder.names.value(name.text);
  if (entry?.kind === "field")
    return finder.report.isSpoilt(entry.field) ? null : entry.field;
  const hint =
    entry?.kind === "param"
      ? `\`${name.text}\` is a param, which is fixed when the machine is created`
      : null;
  const known = [...finder.names.values()].flatMap(([known, { kind }]) =>
    kind === "field" ? [known] : [],
  );
  reportUnknown(name, "context field", known, hint, finder);
  return null;
}

export function findLeg(name: Ast.Name, finder: Finder): Leg | null {
  const entry = finder.names.leg(name.text);
  if (entry !== null) return entry.leg;
  reportUnknown(name, "leg", finder.names.legNames(), null, finder);
  return null;
}

/** `hint`: what the name is instead. */
export function reportUnknown(
  { text, span }: Ast.Name,
  what: string,
  known: readonly string[],
  hint: string | null,
  { report }: Pick<Finder, "report">,
): void {
  if (report.mayBeUnread(text, span)) return;
  const near = hint === null ? suggest(text, known, report) : null;
  const finding: Finding = unknownName({
    name: text,
    what,
    suggestion: near?.name ?? null,
    known,
    hint,
  });
  // What it is missed as may differ: a context field is set here and read there.
  report.add({ span, fixes: renaming(span, certain(near)) }, finding, {
    name: `name ${text}`,
    ...(what === "trigger" ? { of: "trigger" } : {}),
  });
}
