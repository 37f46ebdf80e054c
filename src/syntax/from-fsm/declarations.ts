import type { CstNode, Token } from "../../../grammar/tokens.ts";
import type {
  ActivityCstNode,
  ContextCstNode,
  EffectWordsCstNode,
  EnumerationCstNode,
  FieldCstNode,
  InitializerCstNode,
  MemberCstNode,
  ParametersCstNode,
  RecordTypeCstNode,
} from "../../../grammar/cst.ts";
import { EFFECT_WORDS, TRIGGER_MODIFIERS } from "../../../grammar/words.ts";
import type {
  ActivityDeclaration,
  Allow,
  EnumDeclaration,
  Expression,
  Field,
  FieldDeclaration,
  Member,
  Name,
  TypeDeclaration,
} from "../ast.ts";
import type { FragmentKinds } from "../fragment-kinds.ts";
import { readExpression, readStatePath, readType } from "./expressions.ts";
import { readModifiers } from "./modifiers.ts";
import { readAll, type Reading } from "./reading.ts";
import { readAllows, readPreamble, type Preamble } from "./preamble.ts";
import { readFrom, readInitialTail, readState } from "./states.ts";
import { readNames } from "./transitions.ts";

/** What one declaration of a strategy declares: a `context` block each of its fields, all others themselves. */
export function readMember(
  reading: Reading,
  node: MemberCstNode,
): readonly Member[] {
  const { children } = node;
  let content: CstNode = node;
  const preamble = (inner: CstNode): Preamble => {
    content = inner;
    return readPreamble(reading, node, children.allow, [inner]);
  };
  const members: readonly Member[] = [
    ...readAll(children.version, (part): Member | null => {
      const keyword = part.children.Version?.[0];
      const value = readExpression(reading, part.children.expression?.[0]);
      if (keyword === undefined || value === null) return null;
      const span = reading.spanOf(keyword);
      return { kind: "version", value, keyword: span, ...preamble(part) };
    }),
    ...readAll(children.legs, (part): Member | null => {
      const names = readNames(reading, part.children.names?.[0]);
      return names.length === 0
        ? null
        : { kind: "leg", names, ...preamble(part) };
    }),
    ...readAll(children.enumeration, (part) =>
      readEnum(reading, part, preamble(part)),
    ),
    ...readAll(children.recordType, (part) =>
      readRecordType(reading, part, preamble(part)),
    ),
    ...(children.context ?? []).flatMap((part) =>
      fieldsOfContext(reading, part, readAllows(reading, children.allow)),
    ),
    ...calledMembers(reading, node, preamble),
    ...policies(reading, node, preamble),
    ...readAll(children.state, (part) =>
      readState(reading, part, preamble(part)),
    ),
    ...readAll(children.initialTail, (part) =>
      readInitialTail(reading, part, preamble(part)),
    ),
    ...readAll(children.from, (part) =>
      readFrom(reading, part, preamble(part)),
    ),
  ];
  for (const member of members)
    if (member.kind !== "field") reading.placed(member, content);
  return members;
}

/** Params, triggers, outputs and callbacks: all that is declared with one name. */
function calledMembers(
  reading: Reading,
  { children }: MemberCstNode,
  preamble: (inner: CstNode) => Preamble,
): readonly Member[] {
  return [
    ...readAll(children.param, (part): Member | null => {
      const name = nameOf(reading, part.children.FieldName);
      const type = readType(reading, part.children.typeNode?.[0]);
      if (name === null || type === null) return null;
      const initial = initialOf(reading, part.children.initializer);
      return { kind: "param", name, type, default: initial, ...preamble(part) };
    }),
    ...readAll(children.trigger, (part): Member | null => {
      const name = nameOf(reading, part.children.Name);
      const modifiers = readModifiers(
        reading,
        {
          known: part.children.TriggerModifier,
          unknown: part.children.Identifier,
        },
        TRIGGER_MODIFIERS,
        "modifier of a trigger",
      );
      const fields = fieldsOf(reading, part.children.parameters);
      if (name === null) return null;
      return { kind: "trigger", name, modifiers, fields, ...preamble(part) };
    }),
    ...readAll(children.output, (part): Member | null => {
      const name = nameOf(reading, part.children.Name);
      const fields = fieldsOf(reading, part.children.parameters);
      if (name === null) return null;
      return { kind: "output", name, fields, ...preamble(part) };
    }),
    ...readAll(children.guard, (part): Member | null => {
      const name = nameOf(reading, part.children.Name);
      const args = fieldsOf(reading, part.children.parameters);
      const expression = initialOf(reading, part.children.initializer);
      if (name === null) return null;
      return { kind: "guard", name, args, expression, ...preamble(part) };
    }),
    ...readAll(children.action, (part): Member | null => {
      const name = nameOf(reading, part.children.Name);
      const written = part.children.fieldNames?.[0]?.children.FieldName;
      const writes =
        written === undefined
          ? null
          : written.map((token) => reading.name(token));
      if (name === null) return null;
      return { kind: "action", name, writes, ...preamble(part) };
    }),
    ...readAll(children.activity, (part) =>
      activityOf(reading, part, preamble(part)),
    ),
  ];
}

/** `errors` and `timeout`. */
function policies(
  reading: Reading,
  { children }: MemberCstNode,
  preamble: (inner: CstNode) => Preamble,
): readonly Member[] {
  return [
    ...readAll(children.errorPolicy, (part): Member | null => {
      const keyword = part.children.Errors?.[0];
      const limit = readExpression(reading, part.children.limit?.[0]);
      const within = readExpression(reading, part.children.within?.[0]);
      const target = readStatePath(reading, part.children.statePath?.[0]);
      if (keyword === undefined || limit === null || target === null)
        return null;
      const span = reading.spanOf(keyword);
      return {
        kind: "errors",
        limit,
        within,
        target,
        keyword: span,
        ...preamble(part),
      };
    }),
    ...readAll(children.timeout, (part): Member | null => {
      const keyword = part.children.Timeout?.[0];
      const after = readExpression(reading, part.children.expression?.[0]);
      const target = readStatePath(reading, part.children.statePath?.[0]);
      if (keyword === undefined || after === null || target === null)
        return null;
      const span = reading.spanOf(keyword);
      return {
        kind: "timeout",
        after,
        target,
        keyword: span,
        ...preamble(part),
      };
    }),
  ];
}

export function readEnum(
  reading: Reading,
  { children }: EnumerationCstNode,
  preamble: Preamble,
): EnumDeclaration | null {
  const name = nameOf(reading, children.Name);
  if (name === null) return null;
  const members = (children.member ?? []).map((token) => reading.name(token));
  return { kind: "enum", name, members, ...preamble };
}

export function readRecordType(
  reading: Reading,
  { children }: RecordTypeCstNode,
  preamble: Preamble,
): TypeDeclaration | null {
  const name = nameOf(reading, children.Name);
  if (name === null) return null;
  const fields = readAll(children.field, (field) => fieldOf(reading, field));
  return { kind: "type", name, fields, ...preamble };
}

function fieldsOfContext(
  reading: Reading,
  { children }: ContextCstNode,
  allows: readonly Allow[],
): readonly FieldDeclaration[] {
  return readAll(children.contextField, (node): FieldDeclaration | null => {
    const { FieldName, typeNode, initializer, allow } = node.children;
    const name = nameOf(reading, FieldName);
    const type = readType(reading, typeNode?.[0]);
    if (name === null || type === null) return null;
    const own = readPreamble(reading, node, allow, FieldName ?? []);
    const field = {
      kind: "field" as const,
      name,
      type,
      default: initialOf(reading, initializer),
      doc: own.doc,
      allows: [...allows, ...own.allows],
    };
    return reading.placed(field, node, FieldName?.[0]);
  });
}

function activityOf(
  reading: Reading,
  { children }: ActivityCstNode,
  preamble: Preamble,
): ActivityDeclaration | null {
  const name = nameOf(reading, children.Name);
  if (name === null) return null;
  return {
    kind: "activity",
    name,
    args: fieldsOf(reading, children.parameters),
    result: readType(reading, children.result?.[0]),
    partial: readType(reading, children.reported?.[0]),
    ...readEffectWords(reading, children.effectWords?.[0]),
    ...preamble,
  };
}

export function readEffectWords(
  reading: Reading,
  node: EffectWordsCstNode | undefined,
): FragmentKinds["effectWords"] {
  const words = readAll(node?.children.EffectWord, (token) => {
    const word = EFFECT_WORDS.find((each) => each === token.image);
    return word === undefined ? null : { word, span: reading.spanOf(token) };
  });
  return { words, legs: readNames(reading, node?.children.names?.[0]) };
}

function fieldsOf(
  reading: Reading,
  nodes: readonly ParametersCstNode[] | undefined,
): readonly Field[] {
  return readAll(nodes?.[0]?.children.field, (field) =>
    fieldOf(reading, field),
  );
}

function fieldOf(reading: Reading, node: FieldCstNode): Field | null {
  const name = nameOf(reading, node.children.FieldName);
  const type = readType(reading, node.children.typeNode?.[0]);
  if (name === null || type === null) return null;
  return reading.placed({ name, type, doc: reading.docOf(node) }, node);
}

function initialOf(
  reading: Reading,
  nodes: readonly InitializerCstNode[] | undefined,
): Expression | null {
  return readExpression(reading, nodes?.[0]?.children.expression?.[0]);
}

function nameOf(
  reading: Reading,
  tokens: readonly Token[] | undefined,
): Name | null {
  const token = tokens?.[0];
  return token === undefined ? null : reading.name(token);
}
