import {
  printEffect,
  printExpression,
  type Effect,
  type Expression,
  type Member,
} from "../../../syntax/index.ts";
import { NameSpace, safeName } from "../../names.ts";
import { parseExpression, parseItem } from "../fragments.ts";
import type { Way } from "../label.ts";
import {
  guess,
  infer,
  namesIn,
  type Asked,
  type Known,
  type Plain,
} from "./infer.ts";
import { declarationLines, type Named, type Trigger } from "./found.ts";
import { doEffect, nameExpression, nameNode } from "./nodes.ts";
import { inOurSpelling, splitActions, withoutCalls } from "./spelling.ts";

const BUILT_IN = [
  "event result error now elapsed halted in min max abs floor ceil round clamp length contains",
].flatMap((words) => words.split(" "));

/** What the labels of a diagram speak of, declared as it is found. */
export class Vocabulary {
  readonly #events = new NameSpace();
  /** Of conditions, callbacks and data: one thing a name, whatever it is. */
  readonly #values = new NameSpace("expression");
  readonly #declared = new Set<string>();
  readonly #triggers = new Map<string, Trigger>();
  readonly #fields = new Map<string, Plain>();
  readonly #guards = new Map<string, Named>();
  readonly #actions = new Map<string, Named>();
  readonly #activities = new Map<string, Named>();

  readonly #isOwn: boolean;

  /** `members`: what a diagram of fsmc's own declares; null for others. */
  constructor(members: readonly Member[] | null) {
    this.#isOwn = members !== null;
    for (const member of members ?? []) {
      if (!("name" in member)) continue;
      const { text } = member.name;
      this.#declared.add(text);
      if (member.kind === "trigger" || member.kind === "output")
        this.#events.of(text);
      else this.#values.of(text);
    }
  }

  /** The trigger that some words name, with the payload that they tell. */
  trigger(
    words: string,
    fields: ReadonlyMap<string, Plain> = new Map(),
  ): string {
    const called = /^([A-Za-z_]\w*)\s*\(\s*\)$/.exec(words)?.[1] ?? words;
    const name = this.#events.of(called);
    if (!this.#declared.has(name) && !this.#triggers.has(name))
      this.#triggers.set(name, {
        doc: name === called ? null : called,
        fields: new Map(),
      });
    for (const [field, type] of fields)
      this.#triggers.get(name)?.fields.set(field, type);
    return name;
  }

  /** What some words say as a condition: an expression where they are one, else a guard by their name. */
  condition(words: string, triggers: readonly string[]): Expression {
    const expression = parseExpression(inOurSpelling(words));
    const isForeign = !this.#isOwn && /\bin\s*\(/.test(words);
    return expression !== null &&
      !isForeign &&
      this.#learn(expression, "boolean", triggers)
      ? withoutCalls(expression)
      : this.#guard(words);
  }

  /** What some words say is done: `a; b(), x = 1`. */
  effects(words: string, triggers: readonly string[]): readonly Effect[] {
    return splitActions(words).flatMap((action) => {
      const called = /^([A-Za-z_]\w*)\s*(?:\(\s*\))?$/.exec(action)?.[1];
      if (called !== undefined) return [doEffect(this.action(called))];
      const set = this.#assignment(action, triggers);
      return set ?? [doEffect(this.action(action))];
    });
  }

  action(words: string): string {
    return this.#callable(words, this.#actions);
  }

  activity(words: string): string {
    return this.#callable(words, this.#activities);
  }

  /** Declares what a transition of `.fsm` speaks of; what cannot be typed becomes a guard of its own. */
  learn(way: Way, triggers: readonly string[]): Way {
    const { guard, effects } = way;
    for (const trigger of triggers) this.trigger(trigger);
    const isClear = guard === null || this.#learn(guard, "boolean", triggers);
    const learnt = effects.flatMap((each) => this.#learnEffect(each, triggers));
    return {
      ...way,
      guard: isClear ? guard : this.#guard(printExpression(guard)),
      effects: learnt,
    };
  }

  /** The declarations that no text has yet, each a line or more of `.fsm`. */
  lines(): readonly string[] {
    return declarationLines({
      fields: this.#fields,
      triggers: this.#triggers,
      guards: this.#guards,
      actions: this.#actions,
      activities: this.#activities,
    });
  }

  #guard(words: string): Expression {
    return nameExpression(this.#callable(words, this.#guards));
  }

  #callable(words: string, all: Map<string, Named>): string {
    const known = this.#values.of(words);
    if (this.#declared.has(known)) return known;
    const isFree = [this.#fields, this.#guards, this.#actions, this.#activities]
      .filter((each) => each !== all)
      .every((each) => !each.has(known));
    const name = isFree ? known : this.#values.of(`${words}_`);
    if (!all.has(name)) all.set(name, { doc: name === words ? null : words });
    return name;
  }

  #learn(
    expression: Expression,
    type: Plain,
    triggers: readonly string[],
  ): boolean {
    const strange = namesIn(expression).filter(
      (name) => !this.#declared.has(name) && !BUILT_IN.includes(name),
    );
    const readsEvent = namesIn(expression).includes("event");
    const owned = triggers.every((each) => this.#declared.has(each));
    if (this.#isOwn && strange.length === 0 && (!readsEvent || owned))
      return true;
    const asked = infer(expression, type, this.#known(triggers));
    if (asked === null) return false;
    this.#declare(asked, triggers);
    return true;
  }

  #declare(asked: Asked, triggers: readonly string[]): void {
    for (const [name, type] of asked.fields) {
      this.#values.of(name);
      this.#fields.set(name, type);
    }
    for (const name of asked.guards) {
      this.#values.of(name);
      if (!this.#declared.has(name) && !this.#guards.has(name))
        this.#guards.set(name, { doc: null });
    }
    for (const [field, type] of asked.payload)
      for (const trigger of triggers)
        this.#triggers.get(trigger)?.fields.set(field, type);
  }

  #known(triggers: readonly string[]): Known {
    return {
      field: (name) => this.#fields.get(name) ?? null,
      payload: (name) =>
        triggers
          .map((each) => this.#triggers.get(each)?.fields.get(name))
          .find((each) => each !== undefined) ?? null,
      isFree: (name) =>
        safeName(name, "expression") === name &&
        (this.#guards.has(name) || !this.#values.has(name)),
      isGuard: (name) => this.#guards.has(name),
      hasEvent:
        triggers.length > 0 &&
        triggers.every((each) => this.#triggers.has(each)),
    };
  }

  #learnEffect(effect: Effect, triggers: readonly string[]): readonly Effect[] {
    switch (effect.kind) {
      case "do":
        return [
          {
            ...effect,
            actions: effect.actions.map(({ text }) =>
              nameNode(this.action(text)),
            ),
          },
        ];
      case "set": {
        const isClear = effect.assignments.every(({ field, value }) =>
          this.#learnField(field.text, value, triggers),
        );
        return [isClear ? effect : this.#inWords(effect)];
      }
      case "raise": {
        const { trigger, args, delay } = effect;
        if (this.#declared.has(trigger.text)) return [effect];
        if (args.length > 0 || (delay !== null && delay.kind !== "duration"))
          return [this.#inWords(effect)];
        this.trigger(trigger.text);
        return [effect];
      }
      case "emit":
        return [this.#declaredOrWords(effect, effect.output.text)];
      case "cancel":
        return [this.#declaredOrWords(effect, effect.name.text)];
      case "flat":
        return [this.#isOwn ? effect : this.#inWords(effect)];
    }
  }

  #declaredOrWords(effect: Effect, name: string): Effect {
    return this.#declared.has(name) ? effect : this.#inWords(effect);
  }

  /** What cannot be declared is an action by its words. */
  #inWords(effect: Effect): Effect {
    return doEffect(this.action(printEffect(effect)));
  }

  #learnField(
    field: string,
    value: Expression,
    triggers: readonly string[],
  ): boolean {
    if (this.#declared.has(field)) return true;
    const known = this.#known(triggers);
    const type = known.field(field) ?? guess(value, known) ?? "number";
    if (known.field(field) === null && !known.isFree(field)) return false;
    if (!this.#learn(value, type, triggers)) return false;
    this.#values.of(field);
    this.#fields.set(field, type);
    return true;
  }

  /** `x = 1`, `x := 1`, `x += 1`, `x++`; null where the words are none, or cannot be typed. */
  #assignment(
    words: string,
    triggers: readonly string[],
  ): readonly Effect[] | null {
    const found =
      /^(?:set\s+)?([A-Za-z_]\w*)\s*(?:(\+\+|--)|([-+*/])=|:?=(?!=))\s*(.*)$/s.exec(
        words,
      );
    if (found === null) return null;
    const [, field = "", step, operator, written = ""] = found;
    const value =
      step !== undefined
        ? `${field} ${step.charAt(0)} 1`
        : operator !== undefined
          ? `${field} ${operator} (${written})`
          : written;
    const item = parseItem(
      `always set ${field} = ${inOurSpelling(value)} stay`,
    );
    if (item?.kind !== "always") return null;
    const [branch] = item.tail.branches;
    const [effect, another] = branch?.effects ?? [];
    if (effect?.kind !== "set" || another !== undefined) return null;
    const isClear = effect.assignments.every((each) =>
      this.#learnField(each.field.text, each.value, triggers),
    );
    const assignments = effect.assignments.map((each) => ({
      ...each,
      value: withoutCalls(each.value),
    }));
    return isClear ? [{ ...effect, assignments }] : null;
  }
}
