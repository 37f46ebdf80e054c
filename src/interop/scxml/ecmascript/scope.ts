import type { Flow } from "./flow.ts";
import type { Shape } from "./shapes/shape.ts";

/** What an expression sees where it stands. */
export interface Scope {
  /**
   * The event that `_event` is. `unbound`: none has been processed yet. Null: one that cannot be said, so that what reads it
   * is refused.
   */
  readonly event: EventScope | "unbound" | null;
  /** `In('id')`: how we call the state, with dots between several names; null where no state has that `id`. */
  readonly stateName: (id: string) => string | null;
  /** What is known of the data at this point of the block. It learns from the assignments that are translated with it. */
  readonly flow: Flow;
}

export interface EventScope {
  readonly name: string;
  readonly type: "internal" | "external" | "platform";
  /** Null: undefined. */
  readonly sendid: string | null;
  /** Whether it came from the own session by `<send>`: `origin` and `origintype` are defined then. */
  readonly ownOrigin: boolean;
  readonly data:
    | { readonly kind: "none" }
    /** `_event.data.KEY` is `event.NAME`. */
    | { readonly kind: "fields"; readonly fields: readonly PayloadField[] }
    /** `_event.data` is `event.NAME`. */
    | { readonly kind: "value"; readonly field: PayloadField }
    /** There is some, which cannot be read here: in entries, exits and without an event. */
    | { readonly kind: "unreadable" };
}

export interface PayloadField {
  /** As the document calls it. */
  readonly key: string;
  /** Of the trigger's field. */
  readonly name: string;
  readonly type: Shape;
}
