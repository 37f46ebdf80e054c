import { PayloadError } from "../errors.ts";
import type { StrategyName } from "../factory.ts";
import type { OutgoingEvent } from "../journal/snapshot.ts";
import { jsonMisfit } from "../journal/plain-json.ts";
import type { OutputEvent } from "../vocabulary.ts";
import { DuplicateRouteError } from "./errors.ts";
import type {
  NamedOutput,
  OutputOfStrategy,
  PayloadOf,
  TriggerOf,
} from "./typed-names.ts";

/** From the outputs of one strategy's machines to a trigger of another's. */
export interface RouteOptions<
  From extends StrategyName,
  Output extends OutputOfStrategy<From>["name"],
  To extends StrategyName,
  Trigger extends TriggerOf<To>,
> {
  readonly from: From;
  readonly output: Output;
  readonly to: To;
  readonly trigger: Trigger;
  /** What the trigger gets; null for one without fields. */
  readonly payload: (
    output: NamedOutput<From, Output>,
  ) => PayloadOf<To, Trigger>;
  /** The ids of the machines that get it. Default: all of the strategy's. */
  readonly targets?: (output: NamedOutput<From, Output>) => readonly string[];
}

/** A route whatever the strategies. None of its functions is trusted. */
export interface Route {
  readonly from: string;
  readonly output: string;
  readonly to: string;
  readonly trigger: string;
  payload(output: OutputEvent): unknown;
  targets(output: OutputEvent): readonly string[];
}

/** @param everybody the ids of all machines of a strategy */
export function routeOf<
  From extends StrategyName,
  Output extends OutputOfStrategy<From>["name"],
  To extends StrategyName,
  Trigger extends TriggerOf<To>,
>(
  options: RouteOptions<From, Output, To, Trigger>,
  everybody: (strategy: string) => readonly string[],
): Route {
  const { from, output, to, trigger, payload, targets } = options;
  const ways: Pick<Route, "payload" | "targets"> = {
    payload,
    targets: targets ?? (() => everybody(to)),
  };
  return { from, output, to, trigger, ...ways };
}

/** The routes of a supervisor. */
export class Routes {
  readonly #routes = new Map<string, Route>();

  /** @throws DuplicateRouteError */
  add(route: Route): () => void {
    const { from, output, to, trigger } = route;
    const name = `${from}.${output} -> ${to}.${trigger}`;
    if (this.#routes.has(name))
      throw new DuplicateRouteError(`there is a route ${name} already`);
    this.#routes.set(name, route);
    return () => void this.#routes.delete(name);
  }

  /**
   * What an output becomes.
   *
   * @param id of the output
   * @param failed told of a route whose functions threw: the output does not go that way
   */
  eventsOf(
    type: string,
    output: OutputEvent,
    id: string,
    failed: (route: Route, error: unknown) => void,
  ): readonly OutgoingEvent[] {
    const events: OutgoingEvent[] = [];
    for (const route of this.#routes.values()) {
      if (route.from !== type || route.output !== output.name) continue;
      const { trigger } = route;
      const { time } = output;
      try {
        const payload = route.payload(output);
        const found = jsonMisfit(payload);
        if (found !== null)
          throw new PayloadError(
            trigger,
            found.path,
            found.expected,
            found.got,
          );
        for (const to of route.targets(output))
          events.push({ id: `${id}>${trigger}`, to, trigger, payload, time });
      } catch (error) {
        failed(route, error);
      }
    }
    return events;
  }
}
