/** One kind of thing that is declared for names found in a configuration. */
import type { Span } from "../../../source/index.ts";
import type { Expression, Field } from "../../../syntax/index.ts";
import { textOfJson, type Json, type Member } from "../json/value.ts";
import { safeName } from "../../names.ts";
import { constant, type Types } from "./types.ts";

/** A use of a name with data beside it. */
export interface Use {
  readonly type: string;
  readonly members: readonly Member[];
  readonly span: Span;
}

export interface Callable {
  readonly name: string;
  readonly span: Span;
  readonly args: readonly Field[];
  /** Set where arguments cannot carry the data: it stands in the declaration's comment. */
  readonly doc: string | null;
}

export interface Declaring {
  /** A name that nothing has yet. */
  readonly fresh: (wish: string) => string;
  readonly types: Types;
  /** What the data is called in comments. */
  readonly word: string;
  /** Null: such things take no arguments. */
  readonly untyped: "apart" | "dropped" | null;
  /** Data for which there is no type, where it is dropped. */
  readonly drop?: (use: Use) => void;
}

/**
 * What all uses of a name have beside it becomes arguments, typed by their values. Where the values have no type in common,
 * or such things take no arguments, each different use is a declaration of its own, which says so in its comment.
 */
export class Callables {
  readonly all: readonly Callable[];
  readonly #byUse = new Map<string, Callable>();
  readonly #byType = new Map<string, Callable>();

  constructor(uses: readonly Use[], declaring: Declaring) {
    const byType = new Map<string, Use[]>();
    for (const use of uses) {
      const same = byType.get(use.type);
      if (same === undefined) byType.set(use.type, [use]);
      else same.push(use);
    }
    this.all = [...byType].flatMap(([type, same]) =>
      this.#declare(type, same, declaring),
    );
  }

  of(use: Use): Callable | null {
    return this.#byUse.get(keyOf(use)) ?? null;
  }

  /** Whatever stands beside the name. */
  named(type: string): Callable | null {
    return this.#byType.get(type) ?? null;
  }

  #declare(
    type: string,
    uses: readonly Use[],
    { fresh, types, word, untyped, drop }: Declaring,
  ): readonly Callable[] {
    const args =
      untyped === null
        ? null
        : types.fields(
            uses.map(({ members }) => members),
            type,
          );
    const made = new Map<string, Callable>();
    for (const use of uses) {
      const isApart = args === null && untyped !== "dropped";
      const data = isApart ? textOfMembers(use.members) : "";
      if (args === null && untyped === "dropped" && use.members.length > 0)
        drop?.(use);
      const callable: Callable = made.get(data) ?? {
        name: fresh(made.size === 0 ? type : `${type}_${made.size + 1}`),
        span: use.span,
        args: args ?? [],
        doc: data === "" ? null : `@${word} ${data}`,
      };
      made.set(data, callable);
      this.#byUse.set(keyOf(use), callable);
      if (!this.#byType.has(type)) this.#byType.set(type, callable);
    }
    return [...made.values()];
  }
}

/** What stands for the arguments where it is used, in their order. */
export function argumentsOf(
  fields: readonly Field[],
  members: readonly Member[],
  span: Span,
): readonly Expression[] {
  return fields.map((field): Expression => {
    const member = members.find(({ key }) => safeName(key) === field.name.text);
    return member === undefined
      ? { kind: "null", span }
      : constant(member.value);
  });
}

/** Data beside a name, as members; a value that is no object under the name `value`. */
export function membersOf(params: Json | null): readonly Member[] {
  if (params === null) return [];
  if (params.kind === "object") return params.members;
  return [{ key: "value", keySpan: params.span, value: params }];
}

function textOfMembers(members: readonly Member[]): string {
  const [first] = members;
  return first === undefined
    ? ""
    : textOfJson({ kind: "object", members, span: first.keySpan });
}

function keyOf({ type, members }: Use): string {
  return `${type} ${textOfMembers(members)}`;
}
