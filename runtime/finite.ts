import { NotFiniteError } from "./errors.ts";

/**
 * A number on its way into the context, an event, an activity or a timer.
 *
 * @param place where it would enter, for the message
 * @throws NotFiniteError
 */
export function finite(value: number, place: string): number {
  if (Number.isFinite(value)) return value;
  throw new NotFiniteError(place, value);
}
