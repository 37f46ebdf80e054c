import type { Actor } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** How a trial ended. */
export type Verdict =
  /** Nothing is held, and nothing may be filled any more. */
  | { readonly kind: "flat" }
  /** Something is, in an error state, and the machine's books say the same as the venue's. */
  | { readonly kind: "reported"; readonly what: string }
  /** Something is, and nobody says so. */
  | { readonly kind: "fault"; readonly why: string };

/** Holds what the machines say against what the venue knows. */
export function judge(actors: readonly Actor[], truth: Truth): Verdict {
  if (truth.isFlat) return believedFlat(actors);
  const states = actors.at(-1)?.configuration().join(", ") ?? "no state";
  const inError = actors.some(({ machine }) => machine.isError);
  if (!inError)
    return { kind: "fault", why: `${truth.toString()} in ${states}` };
  const books = booksOf(actors);
  for (const id of new Set([...books.keys(), ...truth.positions.keys()])) {
    const [said, held] = [books.get(id) ?? 0, truth.positions.get(id) ?? 0];
    if (Math.abs(said - held) > 1e-9)
      return {
        kind: "fault",
        why: `the venue has ${held} ${id}, the books have ${said}, in ${states}`,
      };
  }
  const known = new Set(
    actors.flatMap(({ machine }) =>
      (machine.ledger?.unsettled() ?? []).map((order) => order.clientOrderId),
    ),
  );
  const forgotten = truth.working.filter((id) => !known.has(id));
  if (forgotten.length > 0)
    return {
      kind: "fault",
      why: `${forgotten.join(", ")} works, and the books do not know it, in ${states}`,
    };
  return { kind: "reported", what: String(truth) };
}

/** The other way round: who believes to hold something that is not there would trade it away. */
function believedFlat(actors: readonly Actor[]): Verdict {
  const books = [...booksOf(actors)].filter(
    ([, quantity]) => Math.abs(quantity) > 1e-9,
  );
  if (books.length === 0) return { kind: "flat" };
  const said = books.map(([id, quantity]) => `${quantity} ${id}`).join(", ");
  return { kind: "fault", why: `the venue is flat, the books have ${said}` };
}

/** What the machines believe to hold together, by asset. */
function booksOf(actors: readonly Actor[]): ReadonlyMap<string, number> {
  const books = new Map<string, number>();
  for (const { machine } of actors)
    for (const { asset, quantity } of machine.ledger?.holdings() ?? [])
      books.set(asset, (books.get(asset) ?? 0) + quantity);
  return books;
}
