/** Labels as UML writes them: `EVENT [guard] / action; action` (OMG UML 2.5.1, 14.2.4.9). */
import type { Expression } from "../../../syntax/index.ts";
import type { Plain } from "../vocabulary/infer.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import { NO_HEAD, NO_WAY, type Head, type Label } from "../label.ts";

/** `FILL(price: number)` */
const SIGNATURE =
  /^(?<name>[A-Za-z_]\w*)\s*\((?<fields>\s*\w+\s*:\s*(?:number|string|boolean|duration|instant)\s*(?:,\s*\w+\s*:\s*(?:number|string|boolean|duration|instant)\s*)*)\)$/;

export interface UmlParts {
  readonly trigger: string;
  /** Null without brackets. */
  readonly guard: string | null;
  readonly actions: string;
}

const DURATION =
  /^(?<kind>after|timeout|every|wait)\s*\(?\s*(?<count>\d+(?:\.\d+)?)\s*(?<unit>ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s*\)?$/i;

/** `conditional`: words without brackets are a condition, as behind a choice. */
export function readUmlLabel(
  text: string,
  vocabulary: Vocabulary,
  conditional: boolean,
): Label {
  const { trigger, guard, actions } = partsOf(text);
  const condition = /^(?:if|when)\b\s*(.*)$/is.exec(trigger)?.[1];
  const asGuard =
    guard ?? condition ?? (conditional && trigger !== "" ? trigger : null);
  const isGuardOnly = guard === null && asGuard !== null;
  const head = isGuardOnly
    ? NO_HEAD
    : headOf(/^(?:if|when)\b/i.test(trigger) ? "" : trigger, vocabulary);
  const triggers = head.kind === "item" ? head.triggers : [];
  const otherwise =
    asGuard !== null && /^(?:else|otherwise|default)$/i.test(asGuard.trim());
  const guarded: Expression | null =
    asGuard === null || otherwise
      ? null
      : vocabulary.condition(asGuard, triggers);
  const effects = vocabulary.effects(actions, triggers);
  return {
    head,
    way: { ...NO_WAY, guard: guarded, otherwise, effects },
  };
}

/** The three parts; brackets within brackets belong together. */
export function partsOf(text: string): UmlParts {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const opening = line.indexOf("[");
  const slash = slashIn(line);
  if (opening >= 0 && (slash < 0 || opening < slash)) {
    const closing = closingOf(line, opening);
    const rest = line.slice(closing + 1).trim();
    if (closing > 0 && (rest === "" || rest.startsWith("/")))
      return {
        trigger: line.slice(0, opening).trim(),
        guard: line.slice(opening + 1, closing).trim(),
        actions: rest.slice(1).trim(),
      };
    return { trigger: line, guard: null, actions: "" };
  }
  if (slash < 0) return { trigger: line, guard: null, actions: "" };
  return {
    trigger: line.slice(0, slash).trim(),
    guard: null,
    actions: line.slice(slash + 1).trim(),
  };
}

function slashIn(line: string): number {
  const before = line.search(
    /^\/|\s\/|\/\s|(?<=^\w+(?:\([^)]*\))?)\/(?=\w+(?:\([^)]*\))?$)/,
  );
  return before < 0 ? before : line.indexOf("/", before);
}

function closingOf(line: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < line.length; at += 1) {
    if (line[at] === "[") depth += 1;
    if (line[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function headOf(trigger: string, vocabulary: Vocabulary): Head {
  if (trigger === "") return NO_HEAD;
  const timer = DURATION.exec(trigger)?.groups;
  const { kind = "", count = "", unit = "" } = timer ?? {};
  if (timer !== undefined && Number(count) > 0) {
    const word = /every/i.test(kind) ? "every" : "after";
    const text = `${word} ${count}${unitOf(unit)}`;
    return { kind: "item", text, triggers: [] };
  }
  const signature = SIGNATURE.exec(trigger)?.groups;
  if (signature !== undefined) {
    const { name = "", fields = "" } = signature;
    const called = vocabulary.trigger(name, fieldsIn(fields));
    return { kind: "item", text: `on ${called}`, triggers: [called] };
  }
  const names = trigger.split(/\s*,\s*/);
  const isList = names.every((name) => /^[A-Za-z_]\w*$/.test(name));
  const triggers = (isList ? names : [trigger]).map((name) =>
    vocabulary.trigger(name),
  );
  return { kind: "item", text: `on ${triggers.join(", ")}`, triggers };
}

function fieldsIn(fields: string): ReadonlyMap<string, Plain> {
  const types: readonly Plain[] = [
    "number",
    "string",
    "boolean",
    "duration",
    "instant",
  ];
  return new Map(
    fields.split(",").map((field): readonly [string, Plain] => {
      const [name = "", written = ""] = field.split(":");
      const type = types.find((each) => each === written.trim());
      return [name.trim(), type ?? "number"];
    }),
  );
}

function unitOf(unit: string): string {
  const lower = unit.toLowerCase();
  if (lower.startsWith("ms") || lower.startsWith("milli")) return "ms";
  return lower.charAt(0);
}
