import type { SendContent } from "../../../src/interop/scxml/ecmascript/content.ts";

/** In the order in which they were sent. */
interface Delayed {
  readonly event: string;
  readonly id: string | null;
  readonly due: number;
}

/** The external queue, and what is on its way there. */
export class ExternalQueue {
  readonly #waiting: string[] = [];
  #delayed: readonly Delayed[] = [];
  #time = 0;

  get time(): number {
    return this.#time;
  }

  push(event: string): void {
    this.#waiting.push(event);
  }

  shift(): string | undefined {
    return this.#waiting.shift();
  }

  send({ event, id, delay }: SendContent): void {
    const name = event?.value ?? "";
    if (delay === null) {
      this.push(name);
      return;
    }
    const due = this.#time + Number.parseInt(delay.value, 10);
    const sent = { event: name, id: id?.value ?? null, due };
    this.#delayed = [...this.#delayed, sent];
  }

  cancel(id: string | null): void {
    this.#delayed = this.#delayed.filter((each) => each.id !== id);
  }

  /** Goes on to what falls due next, at most to a time; whether anything does until then. */
  advanceTowards(end: number): boolean {
    const next = Math.min(...this.#delayed.map(({ due }) => due));
    this.#time = Math.min(next, end);
    if (next > end) return false;
    for (const { event, due } of this.#delayed)
      if (due === next) this.push(event);
    this.#delayed = this.#delayed.filter(({ due }) => due !== next);
    return true;
  }
}
