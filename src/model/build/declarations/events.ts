import type * as Ast from "../../../syntax/ast.ts";
import type { Trigger } from "../../model.ts";
import { checkName } from "../names/check-name.ts";
import { resolveFields } from "../types/fields.ts";
import type { Declaring } from "./declaring.ts";
import { fieldsDifference, listDifference } from "./differences.ts";

/** `trigger` and `output`. */
export function declareEvent(member: Ast.Member, declaring: Declaring): void {
  if (member.kind === "trigger") declareTrigger(member, declaring);
  else if (member.kind === "output") declareOutput(member, declaring);
}

function declareTrigger(
  declaration: Ast.TriggerDeclaration,
  { spaces, names, claims, report }: Declaring,
): void {
  const { name, doc, modifiers } = declaration;
  checkName(name, "trigger", "other", report);
  const words = new Map<Ast.TriggerModifier, Ast.Modifier<string>>();
  for (const modifier of modifiers) {
    const earlier = words.get(modifier.word);
    if (earlier === undefined) words.set(modifier.word, modifier);
    else claims.saidTwice(modifier, earlier.span);
  }
  const { fields, complete } = resolveFields(
    declaration.fields,
    "field",
    names,
    report,
  );
  if (!claims.claim(spaces.events, name, "trigger")) return;
  const trigger: Trigger = {
    name: name.text,
    doc,
    span: name.span,
    fields,
    critical: words.has("critical"),
    emergency: words.has("emergency"),
    suspend: words.has("suspend"),
    resume: words.has("resume"),
    volatile: words.has("volatile"),
  };
  const inherited = spaces.events.get(name.text);
  if (inherited?.kind === "trigger") {
    const difference =
      fieldsDifference(inherited.trigger.fields, fields) ??
      listDifference(wordsOf(inherited.trigger), wordsOf(trigger));
    if (complete)
      claims.redeclared(name, "trigger", difference, inherited.span);
    return;
  }
  if (!complete) report.spoil(trigger);
  const { layer } = names;
  spaces.events.set(name.text, {
    kind: "trigger",
    trigger,
    layer,
    span: name.span,
  });
}

function wordsOf(trigger: Trigger): readonly string[] {
  const words = [
    "critical",
    "emergency",
    "suspend",
    "resume",
    "volatile",
  ] as const;
  return words.filter((word) => trigger[word]);
}

function declareOutput(
  declaration: Ast.OutputDeclaration,
  { spaces, names, claims, report }: Declaring,
): void {
  const { name, doc } = declaration;
  checkName(name, "output", "other", report);
  const { fields, complete } = resolveFields(
    declaration.fields,
    "field",
    names,
    report,
  );
  if (!claims.claim(spaces.events, name, "output")) return;
  const inherited = spaces.events.get(name.text);
  if (inherited?.kind === "output") {
    const difference = fieldsDifference(inherited.output.fields, fields);
    if (complete) claims.redeclared(name, "output", difference, inherited.span);
    return;
  }
  const output = { name: name.text, doc, span: name.span, fields };
  if (!complete) report.spoil(output);
  const { layer } = names;
  spaces.events.set(name.text, {
    kind: "output",
    output,
    layer,
    span: name.span,
  });
}
