import type { Span } from "../../../source/index.ts";
import type { Field, TriggerDeclaration } from "../../../syntax/index.ts";
import type { NameSpace } from "../../names.ts";
import type { PayloadField } from "../ecmascript/index.ts";

/** The field of a trigger that is raised under a condition: whether the condition held. */
export const TAKEN = "taken";

/** A trigger that stands for an event of the document. An event has several where it comes about in several ways. */
export interface Variant {
  readonly event: string;
  readonly trigger: string;
  /** Raised in any case, with `taken` to say whether it has happened: an event that nobody takes is none. */
  readonly conditional: boolean;
  /** What a `<cancel>` takes it back by; null where none does. */
  readonly sendid: string | null;
}

/** What is known of all events before any is named. */
export interface EventFacts {
  payload(event: string): readonly PayloadField[];
  /** Whether a `<cancel>` of the document names it. */
  isCancelled(sendid: string): boolean;
  /** The one `sendid` that an event is sent with, wherever it is sent; null where there are several, or sends without one. */
  soleSendid(event: string): string | null;
}

/** Hands out the triggers that stand for events, and declares them. */
export class Triggers {
  readonly #names: NameSpace;
  readonly #facts: EventFacts;
  readonly #span: Span;
  readonly #variants = new Map<string, Variant>();

  constructor(names: NameSpace, facts: EventFacts, span: Span) {
    this.#names = names;
    this.#facts = facts;
    this.#span = span;
  }

  /** `sendid`: of a send that has a delay; null otherwise. */
  variant(event: string, conditional: boolean, sendid: string | null): Variant {
    const apart =
      sendid !== null &&
      this.#facts.isCancelled(sendid) &&
      this.#facts.soleSendid(event) !== sendid
        ? sendid
        : null;
    const key = JSON.stringify([event, conditional, apart]);
    const known = this.#variants.get(key);
    if (known !== undefined) return known;
    const variant: Variant = {
      event,
      trigger: this.#name(event, conditional, apart),
      conditional,
      sendid: apart ?? this.#facts.soleSendid(event),
    };
    this.#variants.set(key, variant);
    return variant;
  }

  of(event: string): readonly Variant[] {
    return [...this.#variants.values()].filter((each) => each.event === event);
  }

  cancelledBy(sendid: string): readonly Variant[] {
    return [...this.#variants.values()].filter(
      (each) => each.sendid === sendid,
    );
  }

  declarations(): readonly TriggerDeclaration[] {
    return [...this.#variants.values()].map(
      ({ event, trigger, conditional }) => ({
        kind: "trigger",
        name: { text: trigger, span: this.#span },
        modifiers: [],
        fields: [
          ...(conditional ? [this.#taken()] : []),
          ...this.#facts
            .payload(event)
            .map(({ name, type }) => ({ name, type, doc: null })),
        ],
        doc: event === trigger ? null : this.#doc(event, conditional),
        allows: [],
      }),
    );
  }

  #name(event: string, conditional: boolean, sendid: string | null): string {
    const plain = this.#names.of(event);
    const parts = [
      ...(sendid === null ? [] : [sendid]),
      conditional ? "if" : "",
    ];
    const suffix = parts.filter((part) => part !== "").join("_");
    return suffix === "" ? plain : this.#names.fresh(`${plain}_${suffix}`);
  }

  #doc(event: string, conditional: boolean): string {
    return conditional ? `${event}, if it was taken` : event;
  }

  #taken(): Field {
    const span = this.#span;
    return {
      name: { text: TAKEN, span },
      type: { kind: "named", name: { text: "boolean", span }, span },
      doc: null,
    };
  }
}
