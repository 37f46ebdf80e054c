import type { Span } from "../../../source/index.ts";
import type {
  Effect,
  Expression,
  FieldDeclaration,
  Member,
  Name,
  ParamDeclaration,
  TimerItem,
} from "../../../syntax/index.ts";
import type { Action, Delay, Invoke, Machine } from "../config/machine.ts";
import { NameSpace, safeName } from "../../names.ts";
import type { Remarks } from "../../remarks.ts";
import { eventToCancel } from "./cancels.ts";
import { contextOf, type ContextField } from "./context.ts";
import {
  actionFor,
  activityFor,
  durationParam,
  flagField,
  guardFor,
  outputFor,
  triggerFor,
} from "./declarations.ts";
import { argumentsOf, Callables, type Callable, type Use } from "./declared.ts";
import { actionsOf, type Events } from "./events.ts";
import { doing, duration, nameOf, reading } from "./make.ts";
import { descendants } from "./nodes.ts";
import { constant, Types } from "./types.ts";
import {
  delaysOf,
  guardsOf,
  useOfAction,
  useOfEvent,
  useOfGuard,
  useOfInvoke,
} from "./uses.ts";
import type { NamedGuard, RunHead, Vocabulary } from "./vocabulary.ts";

/** The longest time that a timer can wait (ECMA-262, the range of a time value). */
const LONGEST = 8.64e15;

type Raise = Extract<Action, { readonly kind: "raise" }>;
type Assign = Extract<Action, { readonly kind: "assign" }>;

/** Declares for each name what its uses say of it: XState's configurations declare nothing themselves. */
export class InferredVocabulary implements Vocabulary {
  readonly #report: Remarks;
  readonly #events = new NameSpace();
  /** Params, context and guards. */
  readonly #values = new NameSpace("expression");
  /** Guards, actions and activities. */
  readonly #callables = new NameSpace("expression");
  readonly #types = new Types(new NameSpace("type"));
  readonly #context: readonly ContextField[];
  readonly #triggers: Callables;
  readonly #outputs: Callables;
  readonly #guards: Callables;
  readonly #actions: Callables;
  readonly #activities: Callables;
  readonly #params = new Map<string, ParamDeclaration>();
  readonly #flags: FieldDeclaration[] = [];
  readonly #ownTriggers: Callable[] = [];
  readonly #raises: readonly Raise[];

  constructor(machine: Machine, events: Events, report: Remarks) {
    this.#report = report;
    const nodes = [machine.root, ...descendants(machine.root)];
    const actions = nodes.flatMap(actionsOf);
    this.#raises = actions.filter((action) => action.kind === "raise");
    const sent = {
      fresh: (wish: string) => this.#events.fresh(wish),
      types: this.#types,
      word: "payload",
      untyped: "dropped",
      drop: (use: Use) => this.#untyped(use),
    } as const;
    this.#triggers = new Callables(this.#triggerUses(events, machine), sent);
    this.#outputs = new Callables(
      actions.flatMap((action) =>
        action.kind === "emit" ? [useOfEvent(action.event)] : [],
      ),
      sent,
    );
    this.#context = contextOf(machine, this.#values, this.#types, report);
    const fresh = (wish: string): string => this.#callables.fresh(wish);
    const types = this.#types;
    this.#guards = new Callables(nodes.flatMap(guardsOf).map(useOfGuard), {
      fresh: (wish) => this.#freshInBoth(wish),
      types,
      word: "params",
      untyped: "apart",
    });
    this.#actions = new Callables(
      actions.flatMap((action) => this.#useOf(action) ?? []),
      { fresh, types, word: "params", untyped: null },
    );
    this.#activities = new Callables(
      nodes.flatMap(({ invokes }) => invokes.map(useOfInvoke)),
      {
        fresh: (wish) => fresh(this.#besideTriggers(wish)),
        types,
        word: "input",
        untyped: "apart",
      },
    );
    for (const delay of nodes.flatMap(delaysOf))
      if (delay.kind === "named") this.#param(delay.name, delay.span);
  }

  get declarations(): readonly Member[] {
    return [
      ...this.#types.declarations,
      ...this.#params.values(),
      ...this.#context.map(({ declaration }) => declaration),
      ...this.#flags,
      ...this.#triggers.all.map(triggerFor),
      ...this.#ownTriggers.map(triggerFor),
      ...this.#outputs.all.map(outputFor),
      ...this.#guards.all.map(guardFor),
      ...this.#actions.all.map(actionFor),
      ...this.#activities.all.map(activityFor),
    ];
  }

  trigger(event: string, span: Span): Name {
    return nameOf(this.#triggers.named(event)?.name ?? "_", span);
  }

  guard(guard: NamedGuard): Expression {
    const { span } = guard;
    const use = useOfGuard(guard);
    const declared = this.#guards.of(use);
    const name = declared?.name ?? "_";
    if (declared === null || declared.args.length === 0)
      return reading(name, span);
    const args = argumentsOf(declared.args, use.members, span);
    return { kind: "call", callee: nameOf(name, span), args, span };
  }

  effects(action: Action): readonly Effect[] {
    const { span } = action;
    switch (action.kind) {
      case "raise":
        return this.#raise(action);
      case "emit": {
        const output = this.#outputs.named(action.event.type.text);
        if (output === null) return [];
        const args = argumentsOf(output.args, action.event.payload, span);
        const name = nameOf(output.name, span);
        return [{ kind: "emit", output: name, args, span }];
      }
      case "cancel": {
        const { id } = action;
        const event = eventToCancel(id, this.#raises, span, this.#report);
        if (event === null) return [];
        return [{ kind: "cancel", name: this.trigger(event, span), span }];
      }
      case "assign":
      case "named": {
        if (action.kind === "assign" && this.#fits(action))
          return this.#set(action);
        const use = this.#useOf(action);
        const declared = use === null ? null : this.#actions.of(use);
        if (declared === null) return [];
        return [doing([nameOf(declared.name, span)], span)];
      }
    }
  }

  run(invoke: Invoke): RunHead {
    const use = useOfInvoke(invoke);
    const declared = this.#activities.of(use);
    const { span } = invoke.source;
    return {
      activity: nameOf(declared?.name ?? "_", span),
      args: argumentsOf(declared?.args ?? [], use.members, span),
      retry: null,
      backoff: null,
      timeout: null,
    };
  }

  delay(delay: Delay): Expression {
    const { span } = delay;
    if (delay.kind === "named")
      return reading(this.#param(delay.name, span), span);
    return duration(Math.min(Math.max(delay.milliseconds, 0), LONGEST), span);
  }

  timer(delay: Delay): Pick<TimerItem, "kind" | "time"> {
    return { kind: "after", time: this.delay(delay) };
  }

  ownTrigger(wish: string, doc: string, span: Span): Name {
    const name = this.#events.fresh(wish);
    this.#ownTriggers.push({ name, span, args: [], doc });
    return nameOf(name, span);
  }

  flag(wish: string, span: Span): Name {
    const field = flagField(this.#values.fresh(wish), span);
    this.#flags.push(field);
    return field.name;
  }

  /** Events that are raised have the payload with which they are; others are only named. */
  #triggerUses(events: Events, { root }: Machine): readonly Use[] {
    const raised = new Set(this.#raises.map(({ event }) => event.type.text));
    return events.names.flatMap((type): readonly Use[] =>
      raised.has(type)
        ? this.#raises
            .filter(({ event }) => event.type.text === type)
            .map(({ event }) => useOfEvent(event))
        : [{ type, members: [], span: root.span }],
    );
  }

  #untyped({ type, span }: Use): void {
    this.#report.lost(
      span,
      `the data of the event \`${type}\` has no one type`,
      "an event has named fields, each of one type: it is imported without",
    );
  }

  #raise({ event, delay, span }: Raise): readonly Effect[] {
    const trigger = this.#triggers.named(event.type.text);
    if (trigger === null) return [];
    return [
      {
        kind: "raise",
        trigger: nameOf(trigger.name, span),
        args: argumentsOf(trigger.args, event.payload, span),
        delay: delay === null ? null : this.delay(delay),
        span,
      },
    ];
  }

  /** What a callback must do: not what an effect says. */
  #useOf(action: Action): Use | null {
    return action.kind === "assign" && this.#fits(action)
      ? null
      : useOfAction(action);
  }

  /** Whether all is a constant for a field of the context, of the kind that it starts with. */
  #fits({ fields }: Assign): boolean {
    return fields.every(({ key, value }) =>
      this.#context.some(
        (field) =>
          field.key === key &&
          field.value.kind === value.kind &&
          ["text", "number", "boolean"].includes(value.kind),
      ),
    );
  }

  #set({ fields, span }: Assign): readonly Effect[] {
    const assignments = fields.flatMap(({ key, value }) => {
      const field = this.#context.find((each) => each.key === key);
      if (field === undefined) return [];
      const name = nameOf(field.declaration.name.text, value.span);
      return [{ field: name, value: constant(value) }];
    });
    return [{ kind: "set", assignments, span }];
  }

  #freshInBoth(wish: string): string {
    let name = safeName(wish, "expression");
    while (this.#values.has(name) || this.#callables.has(name))
      name = safeName(`${name}_`, "expression");
    this.#values.fresh(name);
    return this.#callables.fresh(name);
  }

  /** `cancel X` could mean either of a trigger and an activity of one name. */
  #besideTriggers(wish: string): string {
    let name = safeName(wish);
    while (this.#events.has(name)) name = `${name}_`;
    return name;
  }

  #param(name: string, span: Span): string {
    const known = this.#params.get(name);
    if (known !== undefined) return known.name.text;
    const param = durationParam(this.#values.fresh(name), span);
    this.#params.set(name, param);
    return param.name.text;
  }
}
