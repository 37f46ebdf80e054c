import type { Span } from "../../../source/index.ts";
import type {
  Assignment,
  FieldDeclaration,
  TypeDeclaration,
  TypeNode,
} from "../../../syntax/index.ts";
import type { Remark } from "../../imported.ts";
import type { DataValue, Foreach, Script, Text } from "../document/document.ts";
import type { Flow } from "./flow.ts";
import type {
  Alternatives,
  Assigned,
  Refused,
  Said,
  Throws,
} from "./result.ts";
import type { Scope } from "./scope.ts";
import type { Shape } from "./shapes/shape.ts";

/** A `<data>` element and the state in whose `<datamodel>` it stands; null: that of `<scxml>`. */
export interface DatumElement {
  readonly id: Text;
  readonly value: DataValue;
  readonly state: string | null;
}

/** The data of a document, before anything is translated. */
export interface DataDeclarations {
  /** Of `<scxml>`. */
  readonly name: string | null;
  readonly binding: "early" | "late";
  /** In document order. */
  readonly data: readonly DatumElement[];
  /** Those of `<scxml>`, run when the document is loaded. */
  readonly scripts: readonly Script[];
  /** Names that no field may have beside those that our language reserves. */
  readonly taken: readonly string[];
}

/** A place that says something about the types of data. */
export type Use =
  | {
      readonly kind: "assign";
      readonly location: Text;
      readonly value: DataValue;
      readonly scope: Scope;
    }
  | {
      readonly kind: "script";
      readonly script: Script;
      readonly scope: Scope;
    }
  | {
      readonly kind: "foreach";
      readonly foreach: Foreach;
      readonly scope: Scope;
    }
  /** `idlocation`. */
  | {
      readonly kind: "id";
      readonly location: Text;
      readonly id: string;
      readonly scope: Scope;
    };

/** What `<foreach>` does before each run of its content. */
export type Iterations =
  { readonly kind: "said"; readonly count: number } | Throws | Refused;

export interface DataModel {
  /** Learns the types of all data; may be called again when payloads have become known better. */
  infer(uses: readonly Use[]): void;

  expression(text: Text, scope: Scope): Said;
  /** `<data>`, `<content>`, `<assign>`: an expression, or what stands in the element. */
  value(value: DataValue, span: Span, scope: Scope): Said;
  /** True or false, as ECMAScript would take it. */
  condition(text: Text, scope: Scope): Said;
  assignment(
    location: Text,
    value: DataValue,
    span: Span,
    scope: Scope,
  ): Assigned;
  /** `idlocation`. */
  assignId(location: Text, id: string, scope: Scope): Assigned;
  script(script: Script, scope: Scope): Assigned;
  /** How often its content is to be translated; before each time `iterate` says what it sets. */
  foreach(foreach: Foreach, scope: Scope): Iterations;
  iterate(foreach: Foreach, index: number, scope: Scope): Assigned;
  /** For `eventexpr`, `targetexpr`, `typeexpr`, `sendidexpr`, `delayexpr`. */
  alternatives(text: Text, scope: Scope): Alternatives;
  /** `delayexpr` as a duration, also one that is only known when the machine runs. */
  duration(text: Text, scope: Scope): Said;

  /** Nothing known. */
  flow(): Flow;
  /** The data as they are when the first state is entered. */
  flowAtStart(): Flow;

  readonly fields: readonly FieldDeclaration[];
  readonly types: readonly TypeDeclaration[];
  typeNode(type: Shape, span: Span): TypeNode | null;
  /** A `throws` for each datum and script that cannot be evaluated when the document is loaded, in order. */
  readonly startErrors: readonly Throws[];
  /** What cannot be had of the declarations. */
  readonly remarks: readonly Remark[];
  /** What the first entry of a state does before its `<onentry>`, under late binding. */
  bind(
    state: string,
    scope: Scope,
  ): {
    readonly assignments: readonly Assignment[];
    readonly errors: readonly Throws[];
  };
}
