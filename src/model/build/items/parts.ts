import { tooManyItems } from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type {
  Behaviour,
  Branch,
  Initial,
  Run,
  State,
  Timer,
} from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import type { Report } from "../report.ts";

/** More than any strategy that a person could read; `extends` and `from` could otherwise write without end. */
const MOST_ITEMS = 100_000;

/** What the states of a strategy hold, still to be changed: null tracking writes facts into the expressions. */
export class Parts {
  readonly branches: Mutable<Branch>[] = [];
  readonly timers: { readonly state: State; readonly timer: Mutable<Timer> }[] =
    [];
  readonly runs: { readonly state: State; readonly run: Mutable<Run> }[] = [];
  readonly behaviours: {
    readonly state: State;
    readonly kind: "enter" | "exit";
    readonly behaviour: Mutable<Behaviour>;
  }[] = [];
  readonly initials: {
    readonly state: State;
    readonly initial: Mutable<Initial>;
  }[] = [];
  readonly #report: Report;
  #count = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Whether one more item may be written; reports the first that may not. */
  room(span: Span): boolean {
    this.#count += 1;
    if (this.#count === MOST_ITEMS + 1)
      this.#report.add({ span }, tooManyItems({ most: MOST_ITEMS }));
    return this.#count <= MOST_ITEMS;
  }
}
