import type { Span } from "../../../source/index.ts";
import type { Field, TriggerDeclaration } from "../../../syntax/index.ts";
import type { NameSpace } from "../../names.ts";
import type { PayloadField } from "../ecmascript/index.ts";

/**
 * Fields of triggers beside those of the payload. `taken`: of one that is raised under a condition, whether that held. `count`: of
 * one that is taken back under a condition, how often that had happened when it was sent.
 */
type OwnField = "taken" | "count";

/** A trigger that stands for an event of the document. An event has several where it comes about in several ways. */
export interface Variant {
  readonly event: string;
  readonly trigger: string;
  /** Raised in any case, with `taken` to say whether it has happened: an event that nobody takes is none. */
  readonly conditional: boolean;
  /** What a `<cancel>` takes it back by; null where none does. */
  readonly sendid: string | null;
  /** Whether it stands for the sends of that id only. */
  readonly apart: boolean;
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
  readonly #byEvent = new Map<string, Variant[]>();
  readonly #counted = new Set<string>();

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
      (this.#counted.has(sendid) || this.#facts.soleSendid(event) !== sendid)
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
      apart: apart !== null,
    };
    this.#variants.set(key, variant);
    this.#byEvent.set(event, [...this.of(event), variant]);
    return variant;
  }

  /** Notes that a `<cancel>` of this id stands under a condition. */
  count(sendid: string): void {
    this.#counted.add(sendid);
  }

  /** The id of sends that tell how often they had been taken back when they were sent; null of others. */
  counted({ sendid, apart }: Variant): string | null {
    return apart && sendid !== null && this.#counted.has(sendid)
      ? sendid
      : null;
  }

  /** Grows with everything that becomes known. */
  get size(): number {
    return this.#variants.size + this.#counted.size;
  }

  of(event: string): readonly Variant[] {
    return this.#byEvent.get(event) ?? [];
  }

  cancelledBy(sendid: string): readonly Variant[] {
    return [...this.#variants.values()].filter(
      (each) => each.sendid === sendid,
    );
  }

  declarations(): readonly TriggerDeclaration[] {
    return [...this.#variants.values()].map((variant) =>
      this.#declaration(variant),
    );
  }

  #declaration(variant: Variant): TriggerDeclaration {
    const { event, trigger, conditional } = variant;
    const payload = this.#facts.payload(event);
    return {
      kind: "trigger",
      name: { text: trigger, span: this.#span },
      modifiers: [],
      fields: [
        ...(conditional ? [this.#field(event, "taken", "boolean")] : []),
        ...(this.counted(variant) === null
          ? []
          : [this.#field(event, "count", "number")]),
        ...payload.map(({ name, type }) => ({ name, type, doc: null })),
      ],
      doc: event === trigger ? null : this.#doc(event, conditional),
      allows: [],
    };
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

  /** What a field of its own is called in the trigger of an event, beside the payload. */
  fieldName(event: string, own: OwnField): string {
    const payload = this.#facts.payload(event).map(({ name }) => name.text);
    let name: string = own;
    while (payload.includes(name)) name += "_";
    return name;
  }

  #field(event: string, own: OwnField, type: string): Field {
    const span = this.#span;
    return {
      name: { text: this.fieldName(event, own), span },
      type: { kind: "named", name: { text: type, span }, span },
      doc: null,
    };
  }
}
