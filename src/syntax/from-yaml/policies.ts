import type {
  ErrorsDeclaration,
  InitialTail,
  LegDeclaration,
  StatePath,
  TimeoutDeclaration,
  Version,
} from "../ast.ts";
import type { Span } from "../../source/index.ts";
import { knownKeys, misshapen, missing, type Context } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { expression, fragment, listed, part } from "./fragments.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import { targetsOf } from "./tails.ts";
import type { YamlEntry, YamlScalar, YamlValue } from "./value.ts";

/** `version: 1`. */
export function versionOf(
  context: Context,
  { key, value }: YamlEntry,
): Version | null {
  const wanted = { what: "version", example: "version: 1" };
  const known =
    value.kind === "mapping" ? knownKeys(context, value, "version") : {};
  const number = value.kind === "mapping" ? known.number?.value : value;
  if (number === undefined) return misshapen(context, value, wanted);
  const version = expression(context, number);
  return version === null
    ? null
    : {
        kind: "version",
        value: version,
        keyword: key.span,
        ...notesOf(context, known),
      };
}

/** `legs: [spot, perp]`. */
export function legsOf(context: Context, value: YamlValue): LegDeclaration {
  const wanted = { what: "legs", example: "legs: [spot, perp]" };
  const known =
    value.kind === "mapping" ? knownKeys(context, value, "legs") : {};
  const names = value.kind === "mapping" ? known.names?.value : value;
  return {
    kind: "leg",
    names: listed(context, "names", names ?? value, wanted),
    ...notesOf(context, known),
  };
}

const STATE = { what: "a state", example: "ERROR" };

function stateOf(context: Context, value: YamlValue): StatePath | null {
  return fragment(context, "statePath", value, STATE);
}

const ERRORS = {
  what: "error policy",
  example: "errors: { limit: 3, within: 10m, to: ERROR }",
};

/** `errors: { limit: 3, within: 10m, to: ERROR }`, or the same as text. */
export function errorsOf(
  context: Context,
  { key, value }: YamlEntry,
): ErrorsDeclaration | null {
  const keyword = key.span;
  if (value.kind === "list") return misshapen(context, value, ERRORS);
  if (value.kind === "scalar") return errorsText(context, keyword, value);
  const known = knownKeys(context, value, "errors");
  if (known.limit === undefined)
    return missing(context, value, "limit", ERRORS);
  if (known.to === undefined) return missing(context, value, "to", ERRORS);
  const limit = expression(context, known.limit.value);
  const within =
    known.within === undefined ? null : expression(context, known.within.value);
  const target = stateOf(context, known.to.value);
  if (limit === null || target === null) return null;
  const notes = notesOf(context, known);
  return { kind: "errors", limit, within, target, keyword, ...notes };
}

/** `limit 3 within 10m -> ERROR`. */
function errorsText(
  context: Context,
  keyword: Span,
  scalar: YamlScalar,
): ErrorsDeclaration | null {
  const words = /^\s*limit\b(.*?)(?:\bwithin\b(.*?))?->(.*)$/ds.exec(
    scalar.text,
  );
  const [, limitAt, withinAt, targetAt] = words?.indices ?? [];
  if (limitAt === undefined || targetAt === undefined)
    return misshapen(context, scalar, {
      what: "an error policy",
      example: "errors: limit 3 within 10m -> ERROR",
    });
  const limit = expression(context, part(scalar, ...limitAt));
  const within =
    withinAt === undefined
      ? null
      : expression(context, part(scalar, ...withinAt));
  const target = stateOf(context, part(scalar, ...targetAt));
  if (limit === null || target === null) return null;
  return { kind: "errors", limit, within, target, keyword, ...NO_NOTES };
}

const TIMEOUT = {
  what: "time-out",
  example: "timeout: { after: 30s, to: FLATTENING }",
};

/** `timeout: { after: 30s, to: FLATTENING }`, or the same as text. */
export function timeoutOf(
  context: Context,
  { key, value }: YamlEntry,
): TimeoutDeclaration | null {
  const keyword = key.span;
  if (value.kind === "list") return misshapen(context, value, TIMEOUT);
  if (value.kind === "scalar") return timeoutText(context, keyword, value);
  const known = knownKeys(context, value, "timeout");
  if (known.after === undefined)
    return missing(context, value, "after", TIMEOUT);
  if (known.to === undefined) return missing(context, value, "to", TIMEOUT);
  const after = expression(context, known.after.value);
  const target = stateOf(context, known.to.value);
  if (after === null || target === null) return null;
  return {
    kind: "timeout",
    after,
    target,
    keyword,
    ...notesOf(context, known),
  };
}

/** `30s -> FLATTENING`. */
function timeoutText(
  context: Context,
  keyword: Span,
  scalar: YamlScalar,
): TimeoutDeclaration | null {
  const arrow = scalar.text.indexOf("->");
  if (arrow < 0)
    return misshapen(context, scalar, {
      what: "a time-out",
      example: "timeout: 30s -> FLATTENING",
    });
  const after = expression(context, part(scalar, 0, arrow));
  const rest = part(scalar, arrow + 2, scalar.text.length);
  const target = stateOf(context, rest);
  if (after === null || target === null) return null;
  return { kind: "timeout", after, target, keyword, ...NO_NOTES };
}

const INITIAL = {
  what: "an initial tail",
  example: "initial: -> SCANNING",
};

/** `initial: set x = 1 -> R1.X, R2.Y`, or the same as a mapping. */
export function initialOf(
  context: Context,
  { key, value }: YamlEntry,
): InitialTail | null {
  const keyword = key.span;
  if (value.kind === "mapping") {
    const known = knownKeys(context, value, "initialTail");
    const notes = notesOf(context, known);
    if (known.tail !== undefined) {
      const tail = fragment(context, "initial", known.tail.value, INITIAL);
      return tail === null
        ? null
        : { kind: "initial", ...tail, keyword, ...notes };
    }
    const effects = effectsOf(context, known);
    if (known.to === undefined) return missing(context, value, "to", INITIAL);
    const end = targetsOf(context, known.to.value);
    if (end === null) return null;
    if (end.kind === "stay") return misshapen(context, known.to.value, INITIAL);
    return {
      kind: "initial",
      effects,
      targets: end.targets,
      keyword,
      ...notes,
    };
  }
  const tail = fragment(context, "initial", value, INITIAL);
  return tail === null
    ? null
    : { kind: "initial", ...tail, keyword, ...NO_NOTES };
}
