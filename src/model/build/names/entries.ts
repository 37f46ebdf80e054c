/** What a declared name stands for while the model is built, and which layer of `extends` declared it first. */
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type {
  Action,
  Activity,
  ContextField,
  Expression,
  Guard,
  Leg,
  Output,
  Param,
  Trigger,
} from "../../model.ts";
import type { EnumType, ImportedType, RecordType, Type } from "../../types.ts";
import type { Mutable } from "../mutable.ts";

interface Declared {
  /** The layer that declared it first; text of layers before it does not see it. */
  readonly layer: number;
  /** Its name there. */
  readonly span: Span;
}

export type ParamEntry = Declared & {
  readonly kind: "param";
  readonly param: Mutable<Param>;
};

export type FieldEntry = Declared & {
  readonly kind: "field";
  readonly field: Mutable<ContextField>;
};

/** What a guard's expression asks of the places that use it. */
export interface GuardBody {
  readonly expression: Expression;
  /** Fields of `event` that it reads, itself or through other guards. */
  readonly eventFields: ReadonlyMap<string, EventField>;
}

export interface EventField {
  readonly type: Type;
  readonly span: Span;
}

export type GuardEntry = Declared & {
  readonly kind: "guard";
  readonly guard: Mutable<Guard>;
  /** The expression that counts, and the layer in whose text it stands; null: implemented in TypeScript. */
  expression: { readonly text: Ast.Expression; readonly layer: number } | null;
  /** Its checked expression; null where it has none, or is in error. */
  body: () => GuardBody | null;
};

export type EnumEntry = Declared & {
  readonly kind: "enum";
  readonly enum: EnumType;
};

export type RecordEntry = Declared & {
  readonly kind: "record";
  readonly record: RecordType;
};

export type ImportedTypeEntry = Declared & {
  readonly kind: "imported";
  readonly imported: ImportedType;
};

export type ActionEntry = Declared & {
  readonly kind: "action";
  readonly action: Mutable<Action>;
};

export type ActivityEntry = Declared & {
  readonly kind: "activity";
  readonly activity: Mutable<Activity>;
};

export type TriggerEntry = Declared & {
  readonly kind: "trigger";
  readonly trigger: Mutable<Trigger>;
};

export type OutputEntry = Declared & {
  readonly kind: "output";
  readonly output: Mutable<Output>;
};

export type LegEntry = Declared & { readonly kind: "leg"; readonly leg: Leg };

export type ValueEntry = ParamEntry | FieldEntry | GuardEntry | EnumEntry;
export type CallableEntry = GuardEntry | ActionEntry | ActivityEntry;
export type EventEntry = TriggerEntry | OutputEntry;
export type TypeEntry = EnumEntry | RecordEntry | ImportedTypeEntry;

/** The spaces of names: within one, a name is declared once. */
export interface Spaces {
  readonly values: Map<string, ValueEntry>;
  readonly callables: Map<string, CallableEntry>;
  readonly events: Map<string, EventEntry>;
  readonly types: Map<string, TypeEntry>;
  readonly legs: Map<string, LegEntry>;
}
