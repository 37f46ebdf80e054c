import type { Span } from "../../../../source/index.ts";
import type { Remark } from "../../../imported.ts";
import { Abrupt } from "../abrupt.ts";
import type { Flow, Holding } from "../knowledge/flow.ts";
import { originOf } from "../knowledge/knowledge.ts";
import type { PlatformError, Step } from "../result.ts";
import type { Scope } from "../scope.ts";
import { ABSENT } from "../shapes/shape.ts";
import { UNDEFINED, type Constant } from "../constants/constant.ts";
import { originArguments } from "./payload-arguments.ts";

/** More than this is no machine that anybody could read. */
const MOST_STEPS = 1_000;

export type Learn = (id: string, holding: Holding) => void;

/** A block on its way to its steps: what stands in it is worked out in order, `then` being what comes behind. */
export class Run {
  readonly #scope: Omit<Scope, "flow">;
  readonly #learn: Learn;
  #count = 0;
  readonly remarks: Remark[] = [];
  flow: Flow;
  steps: Step[] = [];
  /** Whether an error has ended one of several ways through what has been worked out. */
  hasStopped = false;

  /** `learn` hears what data may hold: nothing is left to learn where steps are made for good. */
  constructor(scope: Scope, learn: Learn = () => undefined) {
    this.#scope = scope;
    this.#learn = learn;
    this.flow = scope.flow;
  }

  /** That a datum holds something from here on. */
  put(id: string, { shape, possible }: Holding): void {
    const holding = { shape, possible };
    this.#learn(id, holding);
    this.flow.set(id, holding);
  }

  get scope(): Scope {
    return { ...this.#scope, flow: this.flow };
  }

  /** In a text of its own. */
  in(text: Scope["text"]): Scope {
    return { ...this.scope, text, requires: [] };
  }

  /** False, with a remark, where more is done than anybody could read. */
  takes(span: Span): boolean {
    this.#count += 1;
    if (this.#count === MOST_STEPS)
      this.remarks.push({
        kind: "lost",
        message: `a block of more than ${MOST_STEPS} steps`,
        why: "loops become their steps, one after the other",
        span,
      });
    return this.#count < MOST_STEPS;
  }

  add(step: Step): void {
    this.steps.push(step);
  }

  /** What fails becomes an event; what cannot be said, a remark. */
  heed(
    { outcome }: Abrupt,
    sendid: Constant = UNDEFINED,
  ): "raised" | "refused" {
    if (outcome.kind === "refused") {
      this.remarks.push(outcome.remark);
      return "refused";
    }
    this.raise(outcome.event, outcome.span, sendid);
    return "raised";
  }

  raise(event: PlatformError, span: Span, sendid: Constant = UNDEFINED): void {
    this.add(platformError(this.scope, event, span, sendid));
  }

  /** Steps on their own, from what is known here; what they have learnt. */
  apart(flow: Flow, work: () => void): readonly Step[] {
    const [steps, known] = [this.steps, this.flow];
    this.steps = [];
    this.flow = flow;
    work();
    const own = this.steps;
    this.steps = steps;
    this.flow = known;
    return own;
  }
}

/** An event of the platform, raised and made known. */
export function platformError(
  { knowledge }: Scope,
  event: PlatformError,
  span: Span,
  sendid: Constant = UNDEFINED,
): Step {
  const origin = originOf("platform", { sendid });
  knowledge.learnEvent(event, ABSENT, origin);
  return {
    kind: "raise",
    event,
    queue: "internal",
    args: originArguments(knowledge.event(event), origin, span),
    delay: null,
    sendid: null,
    span,
  };
}

/** What comes of it; null where it was abrupt, of which the caller is told. */
export function attempted<T>(
  work: () => T,
  abrupt: (error: Abrupt) => void,
): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Abrupt)) throw error;
    abrupt(error);
    return null;
  }
}
