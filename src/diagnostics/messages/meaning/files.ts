import type { Finding } from "../../diagnostic.ts";
import { someOf } from "./words.ts";

const INCOMPLETE =
  "without what it names the strategy is incomplete, and an incomplete machine must not trade";

/** FSM105. */
export function importPath(named: {
  readonly from: string;
  readonly problem:
    "not-relative" | "backslash" | "outside" | "not-a-spec" | "not-typescript";
}): Finding {
  const { from, problem } = named;
  const messages = {
    "not-relative": `\`${from}\` is no path relative to this file`,
    backslash: `\`${from}\` has a backslash in it`,
    outside: `\`${from}\` leads out of the project`,
    "not-a-spec": `\`${from}\` is no spec`,
    "not-typescript": `\`${from}\` is no TypeScript file`,
  } as const;
  const helps = {
    "not-relative": "begin it with `./` or `../`",
    backslash: "write it with forward slashes, on every system",
    outside:
      "move the file into the project: what is outside of it is not versioned with it",
    "not-a-spec":
      "import a `.fsm`, `.yaml` or `.yml` file, or write `import type` for a TypeScript type",
    "not-typescript":
      "name the `.ts` file, or write `import` without `type` for a spec",
  } as const;
  return {
    rule: "bad-import",
    message: messages[problem],
    why: INCOMPLETE,
    help: helps[problem],
  };
}

export function importedFileMissing(named: {
  readonly from: string;
  readonly path: string;
}): Finding {
  const { from, path } = named;
  return {
    rule: "bad-import",
    message: `cannot read \`${from}\``,
    why: INCOMPLETE,
    help: `put the file at \`${path}\`, or correct the path; it is relative to this file`,
  };
}

export function unknownExport(named: {
  readonly name: string;
  readonly path: string;
  readonly suggestion: string | null;
  readonly names: readonly string[];
}): Finding {
  const { name, path, suggestion, names } = named;
  const has =
    names.length === 0
      ? `\`${path}\` declares nothing that can be imported`
      : `\`${path}\` has ${someOf(names)}`;
  return {
    rule: "bad-import",
    message: `\`${path}\` has no strategy, enum or type \`${name}\``,
    why: INCOMPLETE,
    help: suggestion === null ? has : `did you mean \`${suggestion}\`?`,
  };
}

export function importCycle(named: {
  readonly paths: readonly string[];
}): Finding {
  return {
    rule: "bad-import",
    message: `the import comes back to this file: ${named.paths.join(" → ")}`,
    why: "each file would have to be read before the other, so neither could be",
    help: "move what both need into a third file, and import that",
  };
}

/** FSM106. */
export function unknownParent(named: {
  readonly name: string;
  readonly suggestion: string | null;
}): Finding {
  const { name, suggestion } = named;
  return {
    rule: "bad-extends",
    message: `there is no strategy \`${name}\` to extend`,
    why: "what the parent would bring, such as the emergency exit, would be missing",
    help:
      suggestion === null
        ? `declare \`abstract strategy ${name}\` in this file, or import it`
        : `did you mean \`${suggestion}\`?`,
  };
}

export function concreteParent(named: { readonly name: string }): Finding {
  const { name } = named;
  return {
    rule: "bad-extends",
    message: `\`${name}\` is not abstract, so it cannot be extended`,
    why: "a machine that trades on its own would change whenever one that extends it needs a change",
    help: `write \`abstract strategy ${name}\`, and a strategy that extends it for what is to run`,
  };
}

export function extendsCycle(named: {
  readonly names: readonly string[];
}): Finding {
  return {
    rule: "bad-extends",
    message: `the strategy extends itself: ${named.names.join(" → ")}`,
    why: "there is no first parent to begin with, so there is no machine",
    help: "let one of them extend nothing",
  };
}

export function changedDeclaration(named: {
  readonly name: string;
  readonly what: string;
  readonly difference: string;
}): Finding {
  const { name, what, difference } = named;
  return {
    rule: "bad-extends",
    message: `the ${what} \`${name}\` is not the parent's: ${difference}`,
    why: "the parent's states were written for its own, and would act on values that they do not know",
    help: "declare it as the parent does, or leave it out: it is inherited; only param defaults and guard expressions can be replaced",
  };
}
