/** What befalls the answer to a request. */
export type AnswerFault =
  /** Not carried out, and never answered. */
  | { readonly do: "lose" }
  /** Carried out, and never answered. */
  | { readonly do: "silence" }
  /** Carried out only after so many milliseconds. */
  | { readonly do: "delay"; readonly delay: number }
  /** Carried out, and answered after so many milliseconds. */
  | { readonly do: "answer-late"; readonly delay: number }
  /** Not carried out: answered with this status, and no JSON. */
  | { readonly do: "fail"; readonly status: number }
  /** Carried out, and answered with this status. */
  | { readonly do: "fail-after"; readonly status: number }
  /** Carried out, and the connection cut. */
  | { readonly do: "cut" }
  /** Carried out, and half of the answer is sent. */
  | { readonly do: "truncate" }
  /** Carried out, and answered with these fields changed; null: left out. */
  | {
      readonly do: "change";
      readonly fields: Readonly<Record<string, string | null>>;
    }
  /** The same with the first member of the first list in it. */
  | {
      readonly do: "change-first";
      readonly fields: Readonly<Record<string, string | null>>;
    }
  /** Not carried out: refused by the limit of requests. */
  | { readonly do: "limit"; readonly retryAfter: number }
  /** Not carried out: refused with the venue's own code. */
  | {
      readonly do: "refuse";
      readonly status: number;
      readonly code: number;
      readonly message: string;
    };

/** What befalls an event of the stream. */
export type StreamFault =
  | { readonly do: "duplicate" }
  /** Told after the one that follows. */
  | { readonly do: "reorder" }
  | { readonly do: "drop" }
  /** The connections are cut before it is told. */
  | { readonly do: "disconnect" }
  | { readonly do: "truncate" }
  | {
      readonly do: "change";
      readonly fields: Readonly<Record<string, string | null>>;
    };

/** What a fault befalls. */
export type Target =
  "place" | "cancel" | "status" | "trades" | "account" | "book" | "stream";

/** How many are befallen. */
export interface Reach {
  /** So many are spared first. Default 0. */
  readonly skip?: number;
  /** So many are befallen then. Default 1. */
  readonly count?: number;
}

/** Faults that are planned, each for so many of what it befalls. */
export class Faults<Fault extends { readonly do: string }> {
  #plans: { fault: Fault; on: string; skip: number; count: number }[] = [];

  plan(on: string, fault: Fault, { skip = 0, count = 1 }: Reach = {}): void {
    this.#plans.push({ fault, on, skip, count });
  }

  clear(): void {
    this.#plans = [];
  }

  /** What befalls this one; null if nothing does. */
  next(on: string): Fault | null {
    for (const plan of this.#plans) {
      if (plan.on !== on || plan.count === 0) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.count -= 1;
      return plan.fault;
    }
    return null;
  }
}

type Changes = Readonly<Record<string, string | null>>;

/** With fields changed or, where null, left out. */
export function changed(form: unknown, fields: Changes): unknown {
  if (typeof form !== "object" || form === null) return form;
  const entries = Object.entries({ ...form, ...fields });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** With those of the first member of each list in it changed. */
export function firstChanged(form: unknown, fields: Changes): unknown {
  if (typeof form !== "object" || form === null) return form;
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      if (!Array.isArray(value) || value.length === 0) return [name, value];
      const [first, ...rest]: readonly unknown[] = value;
      return [name, [changed(first, fields), ...rest]];
    }),
  );
}
