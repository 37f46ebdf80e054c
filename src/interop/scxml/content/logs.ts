import type { Span } from "../../../source/index.ts";
import {
  printType,
  type Effect,
  type Field,
  type OutputDeclaration,
  type TypeNode,
} from "../../../syntax/index.ts";
import type { NameSpace } from "../../names.ts";
import type { Step } from "../ecmascript/index.ts";

type Log = Extract<Step, { kind: "log" }>;

/** `<log>` as outputs of the machine: one for each type that is logged. */
export class Logs {
  readonly #names: NameSpace;
  readonly #outputs = new Map<string, OutputDeclaration>();

  /** @param names of triggers and outputs */
  constructor(names: NameSpace) {
    this.#names = names;
  }

  emit({ label, value, span }: Log): Effect {
    const output = this.#output(value?.type ?? null, span);
    const said: Effect & { kind: "emit" } = {
      kind: "emit",
      output: output.name,
      args: [{ kind: "string", value: label ?? "", span }],
      span,
    };
    return value === null
      ? said
      : { ...said, args: [...said.args, value.expression] };
  }

  declarations(): readonly OutputDeclaration[] {
    return [...this.#outputs.values()];
  }

  #output(type: TypeNode | null, span: Span): OutputDeclaration {
    const key = type === null ? "" : printType(type);
    const known = this.#outputs.get(key);
    if (known !== undefined) return known;
    const wish = key === "" ? "log" : `log_${key.replaceAll(/\W/g, "_")}`;
    const output: OutputDeclaration = {
      kind: "output",
      name: { text: this.#names.fresh(wish), span },
      fields: [
        field("label", named("string", span), span),
        ...(type === null ? [] : [field("value", type, span)]),
      ],
      doc: null,
      allows: [],
    };
    this.#outputs.set(key, output);
    return output;
  }
}

function field(name: string, type: TypeNode, span: Span): Field {
  return { name: { text: name, span }, type, doc: null };
}

function named(name: string, span: Span): TypeNode {
  return { kind: "named", name: { text: name, span }, span };
}
