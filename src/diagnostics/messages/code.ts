import type { Finding } from "../diagnostic.ts";

/** Group 7: the TypeScript behind a spec. */

export type Callback = "guard" | "action" | "activity";

const NOT_CREATED =
  "the machine refuses to be created without it, and a strategy that cannot be created closes no position either";

/** @param instead the one that is there and is no callback, whose name comes near */
export function missingCallback(
  kind: Callback,
  name: string,
  strategy: string,
  instead: string | null,
): Finding {
  return {
    rule: "missing-callback",
    message: `the ${kind} \`${name}\` of \`${strategy}\` is not implemented`,
    why: NOT_CREATED,
    help:
      instead === null
        ? `write \`${name}(…)\`, as \`${strategy}Callbacks\` of the generated file has it, or remove the ${kind} from the spec`
        : `call it \`${name}\`, as the spec does, or rename it there`,
    label: instead === null ? `no \`${name}\` here` : `is this \`${name}\`?`,
  };
}

/** Nothing that was looked at has any of them. */
export function noCallbacks(
  strategy: string,
  callbacks: string,
  machine: string,
): Finding {
  return {
    rule: "missing-callback",
    message: `nothing implements the callbacks of \`${strategy}\``,
    why: NOT_CREATED,
    help: `give \`new ${machine}({ callbacks })\` an object, or type one \`${callbacks}\`, in a file that --callbacks names or one that it imports`,
    label: "nowhere in the files of --callbacks",
  };
}

export function extraCallback(name: string, strategy: string): Finding {
  return {
    rule: "extra-callback",
    message: `\`${strategy}\` has no guard, action or activity \`${name}\``,
    why: "somebody wrote it and believes that it runs: a check of margin or an order taken back that never happens",
    help: `declare it in the spec and use it there, or remove it`,
    label: "never called",
  };
}

export function wrongSignature(
  kind: Callback,
  name: string,
  problem: string,
  remedy: string,
): Finding {
  return {
    rule: "wrong-signature",
    message: `the ${kind} \`${name}\` ${problem}`,
    why: "what passes between machine and callback is not what the spec says: a price where a quantity is meant, or a result that the machine refuses when the order is already out",
    help: remedy,
  };
}

/** @param what `a Date`, `a function` */
export function notSerializable(
  subject: string,
  what: string,
  instead: string,
): Finding {
  return {
    rule: "not-serializable",
    message: `${subject} holds ${what}, which JSON cannot carry`,
    why: "what the machine knows is written to the journal as JSON: after a restart it would be something else or gone, and with it what was bought",
    help: instead,
    label: what,
  };
}

/** @param does `awaits`, `reads the clock` */
export function impureGuard(name: string, does: string): Finding {
  return {
    rule: "impure-guard",
    message: `the guard \`${name}\` ${does}`,
    why: "the same event would be decided differently the second time, so a replay or a test shows another machine than the one that traded; and a promise counts as true",
    help: "let it look at what it is given: the context, `step.time`, `step.payload`; fetch what it needs in an activity, and hand it over in a result or a payload",
    label: does,
  };
}

export const declaredHere = (kind: string): string => `the ${kind} in the spec`;
