import type {
  ActivityDeclaration,
  Field,
  FieldDeclaration,
  GuardDeclaration,
  Member,
  ParamDeclaration,
  TriggerDeclaration,
} from "../../syntax/ast.ts";
import {
  printExpression,
  printStatePath,
  printType,
} from "../../syntax/print.ts";
import type { Commentary } from "../comments/commentary.ts";
import {
  commented,
  isNoted,
  mapping,
  notes,
  scalar,
  textsOf,
  type Entry,
  type Yaml,
} from "./values.ts";

/** What a declaration of this kind is called by, and the value under its name. */
export function declarationToYaml(
  member: Member,
  commentary: Commentary,
): Yaml {
  switch (member.kind) {
    case "enum": {
      const members = member.members.map((name) =>
        commented(name, name.text, commentary),
      );
      return isNoted(member)
        ? mapping(...notes(member), ["members", members])
        : members;
    }
    case "type":
      return isNoted(member) || member.fields.some(isCalledFields)
        ? mapping(...notes(member), [
            "fields",
            fieldsToYaml(member.fields, commentary),
          ])
        : fieldsToYaml(member.fields, commentary);
    case "param":
    case "field":
      return dataToYaml(member);
    case "trigger":
      return triggerToYaml(member, commentary);
    case "output":
      if (member.fields.length === 0 && !isNoted(member)) return null;
      return mapping(...notes(member), [
        "fields",
        fieldsToYaml(member.fields, commentary),
      ]);
    case "guard":
      return guardToYaml(member, commentary);
    case "action":
      if (member.writes === null && !isNoted(member)) return null;
      return mapping(
        ...notes(member),
        member.writes === null ? null : ["writes", textsOf(member.writes)],
      );
    case "activity":
      return activityToYaml(member, commentary);
    default:
      return null;
  }
}

/** A record with a field of that name could be taken for the long form. */
function isCalledFields({ name }: Field): boolean {
  return name.text === "fields";
}

function fieldsToYaml(fields: readonly Field[], commentary: Commentary): Yaml {
  return new Map(
    fields.map((field): Entry => {
      const { name, type, doc } = field;
      const text = printType(type);
      const value = doc === null ? text : mapping(["type", text], ["doc", doc]);
      return [name.text, commented(field, value, commentary)];
    }),
  );
}

function dataToYaml(data: ParamDeclaration | FieldDeclaration): Yaml {
  const type = printType(data.type);
  if (data.default === null && !isNoted(data)) return type;
  return mapping(
    ...notes(data),
    ["type", type],
    data.default === null
      ? null
      : ["default", scalar(printExpression(data.default))],
  );
}

function triggerToYaml(
  trigger: TriggerDeclaration,
  commentary: Commentary,
): Yaml {
  const { modifiers, fields } = trigger;
  if (modifiers.length === 0 && fields.length === 0 && !isNoted(trigger))
    return null;
  return mapping(
    ...notes(trigger),
    modifiers.length === 0
      ? null
      : ["modifiers", modifiers.map(({ word }) => word)],
    fields.length === 0 ? null : ["fields", fieldsToYaml(fields, commentary)],
  );
}

function guardToYaml(guard: GuardDeclaration, commentary: Commentary): Yaml {
  const { args, expression } = guard;
  const condition = expression === null ? null : printExpression(expression);
  const isPlain = args.length === 0 && !isNoted(guard) && condition !== "null";
  if (isPlain) return condition === null ? null : scalar(condition);
  return mapping(
    ...notes(guard),
    args.length === 0 ? null : ["args", fieldsToYaml(args, commentary)],
    condition === null ? null : ["expr", condition],
  );
}

function activityToYaml(
  activity: ActivityDeclaration,
  commentary: Commentary,
): Yaml {
  const { args, result, partial, words, legs } = activity;
  const effect = [
    ...words.map(({ word }) => word),
    ...(legs.length === 0 ? [] : [textsOf(legs).join(", ")]),
  ].join(" ");
  return mapping(
    ...notes(activity),
    args.length === 0 ? null : ["args", fieldsToYaml(args, commentary)],
    result === null ? null : ["result", printType(result)],
    partial === null ? null : ["partial", printType(partial)],
    effect === "" ? null : ["effect", effect],
  );
}

type Policy = Extract<Member, { readonly kind: "errors" | "timeout" }>;

/** The value of `errors` or `timeout`. */
export function policyToYaml(policy: Policy): Yaml {
  const to = printStatePath(policy.target);
  if (policy.kind === "timeout")
    return mapping(
      ...notes(policy),
      ["after", scalar(printExpression(policy.after))],
      ["to", to],
    );
  const { limit, within } = policy;
  return mapping(
    ...notes(policy),
    ["limit", scalar(printExpression(limit))],
    within === null ? null : ["within", scalar(printExpression(within))],
    ["to", to],
  );
}
