import type { Diagnostic, Edit, Fix } from "../diagnostics/index.ts";
import { textOf } from "../source/index.ts";
import type * as Ast from "../syntax/ast.ts";
import type { Changes, Declarable } from "./changes/change.ts";
import * as fsm from "./changes/fsm.ts";
import * as yaml from "./changes/yaml.ts";

/** What a diagnostic offers, and what can be made of its rule. The first that holds is taken. */
export function fixesFor(
  diagnostic: Diagnostic,
  file: Ast.SpecFile,
): readonly Fix[] {
  const own = proposal(diagnostic, file);
  return own === null ? diagnostic.fixes : [...diagnostic.fixes, own];
}

function proposal(diagnostic: Diagnostic, file: Ast.SpecFile): Fix | null {
  const changes: Changes = file.source.spelling === "yaml" ? yaml : fsm;
  const name = textOf(diagnostic.span);
  const fix = (title: string, edit: Edit | null): Fix | null =>
    edit === null ? null : { title, edits: [edit] };
  switch (diagnostic.rule) {
    case "unused":
    case "never-handled":
      return fix(`remove \`${name}\``, changes.remove(diagnostic));
    case "unknown-name": {
      const kind = DECLARABLE.find((each) =>
        new RegExp(`^there is no (?:[^\`]* or )?${each} \``).test(
          diagnostic.message,
        ),
      );
      // What is something else already, or nearly, is not declared.
      return kind === undefined || !diagnostic.help.startsWith("declare ")
        ? null
        : fix(
            `declare the ${kind} \`${name}\``,
            changes.declare(file, kind, name),
          );
    }
    case "missing-outcome": {
      const target = errorsTarget(file);
      const outcomes = ["failed", "unknown"].filter((each) =>
        diagnostic.message.includes(`\`${each}\``),
      );
      return target === null || outcomes.length === 0
        ? null
        : fix(
            `add \`${outcomes.join(", ")} -> ${target}\``,
            changes.arm(diagnostic, outcomes, target),
          );
    }
    case "false-exposure":
      return fix(
        `take \`exposed\` from \`${name}\``,
        changes.plain(diagnostic, "exposed"),
      );
    case "missing-recover":
    case "no-emergency-exit": {
      const target = closingState(file);
      const [, trigger] = /^`(\w+)`/.exec(diagnostic.message) ?? [];
      const [states, event] =
        diagnostic.rule === "missing-recover"
          ? ["exposed", "recover"]
          : ["*", trigger ?? ""];
      return target === null || event === ""
        ? null
        : fix(
            `add \`from ${states} on ${event} -> ${target}\``,
            changes.from(file, states, event, target),
          );
    }
    default:
      return null;
  }
}

const DECLARABLE: readonly Declarable[] = [
  "trigger",
  "guard",
  "action",
  "output",
];

function membersIn(file: Ast.SpecFile): readonly Ast.Member[] {
  return file.strategies.length === 1
    ? (file.strategies[0]?.members ?? [])
    : [];
}

function errorsTarget(file: Ast.SpecFile): string | null {
  for (const member of membersIn(file))
    if (member.kind === "errors") return textOf(member.target.span);
  return null;
}

/** The one top-level state that runs an activity which takes orders back and closes; null where there are none or several to choose from. */
function closingState(file: Ast.SpecFile): string | null {
  const members = membersIn(file);
  const closing = new Set(
    members.flatMap((each) => {
      if (each.kind !== "activity" || each.legs.length > 0) return [];
      const words = each.words.map(({ word }) => word);
      return words.includes("closes") && words.includes("cancels")
        ? [each.name.text]
        : [];
    }),
  );
  const states = members.flatMap((each) =>
    each.kind === "state" &&
    each.items.some(
      (item) => item.kind === "run" && closing.has(item.activity.text),
    )
      ? [each.name.text]
      : [],
  );
  return states.length === 1 ? (states[0] ?? null) : null;
}
