import type { StrategyName, StrategyOf, StrategyOptions } from "../factory.ts";
import type { TypesOf } from "../machine.ts";

/** What a supervised strategy is created with: its surroundings are the supervisor's. */
export type SupervisedOptions<Name extends StrategyName> =
  StrategyOptions<Name> & { readonly host?: never };

type PayloadsOf<Name extends StrategyName> = TypesOf<
  StrategyOf<Name>
>["payloads"];

/** The triggers of a strategy. */
export type TriggerOf<Name extends StrategyName> = keyof PayloadsOf<Name> &
  string;

/** What comes with a trigger of a strategy; null where nothing does. */
export type PayloadOf<
  Name extends StrategyName,
  Trigger extends TriggerOf<Name>,
> = PayloadsOf<Name>[Trigger];

/** What a strategy tells with `emit`. */
export type OutputOfStrategy<Name extends StrategyName> = TypesOf<
  StrategyOf<Name>
>["output"];

/** One of its outputs, by name. */
export type NamedOutput<
  Name extends StrategyName,
  Output extends string,
> = Extract<OutputOfStrategy<Name>, { readonly name: Output }>;

/** By trigger, what comes with it in whichever strategy has it. */
type AllPayloads = {
  [Name in StrategyName]: {
    [Trigger in TriggerOf<Name>]: {
      readonly trigger: Trigger;
      readonly payload: PayloadOf<Name, Trigger>;
    };
  }[TriggerOf<Name>];
}[StrategyName];

/** A trigger of some registered strategy. */
export type AnyTrigger = AllPayloads["trigger"];

/** What some registered strategy takes with it. */
export type AnyPayload<Trigger extends AnyTrigger> = Extract<
  AllPayloads,
  { readonly trigger: Trigger }
>["payload"];

/** Triggers that some strategy takes without a payload. */
export type AnyPlainTrigger = {
  [Trigger in AnyTrigger]: null extends AnyPayload<Trigger> ? Trigger : never;
}[AnyTrigger];
