import type { Span } from "../../../source/index.ts";
import type { Action } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";

type Raise = Extract<Action, { readonly kind: "raise" }>;

/**
 * The event whose delayed raises XState means by the id of a `cancel`; null, and a remark, where there is none. Version 4
 * takes the event's own name for an id where none is given.
 */
export function eventToCancel(
  id: string,
  raises: readonly Raise[],
  span: Span,
  report: Remarks,
): string | null {
  const delayed = raises.filter(({ delay }) => delay !== null);
  const byId = delayed.filter((raise) => raise.id === id);
  const meant =
    byId.length > 0
      ? byId
      : delayed.filter(
          (raise) => raise.id === null && raise.event.type.text === id,
        );
  const events = new Set(meant.map(({ event }) => event.type.text));
  const [event, another] = events;
  if (event === undefined) {
    report.lost(
      span,
      `\`cancel\` of \`${id}\` cannot be said`,
      "no delayed `raise` has that id, and nothing else can be taken back",
    );
    return null;
  }
  const others = delayed.some(
    (raise) => raise.event.type.text === event && !meant.includes(raise),
  );
  if (another !== undefined || others)
    report.lost(
      span,
      `\`cancel\` of the id \`${id}\` becomes \`cancel\` of the event \`${event}\``,
      another === undefined
        ? "here a cancel takes back all delayed raises of an event, also those that XState knows by another id"
        : `the id is also that of \`${another}\`, which goes on`,
    );
  return event;
}
