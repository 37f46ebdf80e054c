import type { Strategy } from "../../compile.ts";

/** What an event of a script carries, as the trigger wants it: what the script leaves out is null. */
export function payloadFor(
  trigger: string,
  data: unknown,
  { triggers }: Strategy,
): unknown {
  const fields = triggers.find(({ name }) => name === trigger)?.fields ?? [];
  const [only, second] = fields;
  if (only === undefined) return null;
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    const given = new Map<string, unknown>(Object.entries(data));
    return Object.fromEntries(
      fields.map(({ name }) => [name, given.get(name) ?? null]),
    );
  }
  return second === undefined
    ? { [only.name]: data ?? null }
    : Object.fromEntries(fields.map(({ name }) => [name, null]));
}
