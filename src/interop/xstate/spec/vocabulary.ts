import type { Span } from "../../../source/index.ts";
import type {
  Effect,
  Expression,
  Member,
  Name,
  Run,
  TimerItem,
} from "../../../syntax/index.ts";
import type { Action, Delay, Guard, Invoke } from "../config/machine.ts";

/** What stands of a `run` before its arms. */
export type RunHead = Pick<
  Run,
  "activity" | "args" | "retry" | "backoff" | "timeout"
>;

export type NamedGuard = Extract<Guard, { readonly kind: "named" }>;

/** What the names of a configuration are in the spec, and what must be declared for them. */
export interface Vocabulary {
  /** Everything but states, in the order in which a spec declares it. */
  readonly declarations: readonly Member[];
  /** The trigger that an event is. */
  trigger(event: string, span: Span): Name;
  guard(guard: NamedGuard): Expression;
  /** What an action does; several for one that holds several effects, none for one that cannot be said. */
  effects(action: Action): readonly Effect[];
  run(invoke: Invoke): RunHead;
  delay(delay: Delay): Expression;
  /** What an `after` waits for. */
  timer(delay: Delay): Pick<TimerItem, "kind" | "time">;
  /** A trigger that the machine only raises itself. */
  ownTrigger(wish: string, doc: string, span: Span): Name;
  /** A field of the context that is true from when something has happened; made when first asked for. */
  flag(wish: string, span: Span): Name;
}
