import type { PostOptions } from "../vocabulary.ts";
import { ask, type Answer } from "./addressing.ts";
import type { Roster } from "./roster.ts";

/** What became of an event that went to all that can take it. */
export interface BroadcastReport {
  readonly trigger: string;
  /** One for each running machine whose strategy has the trigger, in the order of the machines. */
  readonly answers: readonly Answer[];
  /** How many answered what. */
  readonly outcomes: Readonly<Partial<Record<Answer["outcome"], number>>>;
}

export async function broadcast(
  roster: Roster,
  trigger: string,
  payload: unknown,
  options: PostOptions,
): Promise<BroadcastReport> {
  const audience = roster
    .running()
    .filter((machine) => machine.triggers.all.includes(trigger));
  const answers = await Promise.all(
    audience.map((machine) => ask(machine, trigger, payload, options)),
  );
  return { trigger, answers, outcomes: countOf(answers) };
}

function countOf(answers: readonly Answer[]): BroadcastReport["outcomes"] {
  const counts: Partial<Record<Answer["outcome"], number>> = {};
  for (const { outcome } of answers)
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
