/** Declarations of what a configuration only names. */
import type {
  FieldDeclaration,
  Member,
  ParamDeclaration,
} from "../../../syntax/index.ts";
import type { Span } from "../../../source/index.ts";
import type { Callable } from "./declared.ts";
import { nameOf, UNDOCUMENTED } from "./make.ts";

export function triggerFor({ name, span, args, doc }: Callable): Member {
  return {
    kind: "trigger",
    name: nameOf(name, span),
    modifiers: [],
    fields: args,
    doc,
    allows: [],
  };
}

export function outputFor({ name, span, args, doc }: Callable): Member {
  return {
    kind: "output",
    name: nameOf(name, span),
    fields: args,
    doc,
    allows: [],
  };
}

export function guardFor({ name, span, args, doc }: Callable): Member {
  return {
    kind: "guard",
    name: nameOf(name, span),
    args,
    expression: null,
    doc,
    allows: [],
  };
}

export function actionFor({ name, span, doc }: Callable): Member {
  return {
    kind: "action",
    name: nameOf(name, span),
    writes: null,
    doc,
    allows: [],
  };
}

export function activityFor({ name, span, args, doc }: Callable): Member {
  return {
    kind: "activity",
    name: nameOf(name, span),
    args,
    result: null,
    partial: null,
    words: [],
    legs: [],
    doc,
    allows: [],
  };
}

/** A time that whoever creates the machine gives. */
export function durationParam(name: string, span: Span): ParamDeclaration {
  return {
    kind: "param",
    name: nameOf(name, span),
    type: { kind: "named", name: nameOf("duration", span), span },
    default: null,
    ...UNDOCUMENTED,
  };
}

/** A field that is false at first. */
export function flagField(name: string, span: Span): FieldDeclaration {
  return {
    kind: "field",
    name: nameOf(name, span),
    type: { kind: "named", name: nameOf("boolean", span), span },
    default: { kind: "boolean", value: false, span },
    ...UNDOCUMENTED,
  };
}
