import type { Strategy } from "../../compile.ts";

type Callback = (...args: unknown[]) => unknown;

/** What TypeScript would have said: nobody knows any more, so every answer is tried. */
export interface Oracle {
  /** All that the strategy leaves to TypeScript. */
  readonly callbacks: Readonly<Record<string, Callback>>;
  /** Guards that were asked, with what was answered. */
  readonly asked: readonly Asked[];
}

export interface Asked {
  readonly guard: string;
  readonly answer: boolean;
}

/**
 * Callbacks that answer from a list, then with no.
 *
 * @param answers of TypeScript guards, in the order in which they are asked
 * @param after the context as it was recorded after the event: what actions had to do with it
 * @param changed of that, what the event changed
 */
export function oracleOf(
  strategy: Strategy,
  answers: readonly boolean[],
  after: Readonly<Record<string, unknown>>,
  changed: Readonly<Record<string, unknown>>,
): Oracle {
  const asked: Asked[] = [];
  const guards = strategy.guards
    .filter(({ expression }) => expression === null)
    .map(({ name }) => {
      const answered = (): boolean => {
        const answer = answers[asked.length] ?? false;
        asked.push({ guard: name, answer });
        return answer;
      };
      return [name, answered] as const;
    });
  const actions = strategy.actions.map(({ name, writes }) => {
    const patch =
      writes === null
        ? changed
        : Object.fromEntries(
            writes.flatMap((field) =>
              field.name in after ? [[field.name, after[field.name]]] : [],
            ),
          );
    return [name, (): unknown => patch] as const;
  });
  const never = (): unknown => new Promise(() => {});
  const activities = strategy.activities.map(
    ({ name }) => [name, never] as const,
  );
  const callbacks: Record<string, Callback> = {};
  for (const [name, callback] of [...guards, ...actions, ...activities])
    callbacks[name] = callback;
  return { callbacks, asked };
}

/** The next answers to be tried, after those that were given; null when all have been. */
export function nextAnswers(
  asked: readonly Asked[],
): readonly boolean[] | null {
  const last = asked.findLastIndex(({ answer }) => !answer);
  if (last < 0) return null;
  return [...asked.slice(0, last).map(({ answer }) => answer), true];
}
