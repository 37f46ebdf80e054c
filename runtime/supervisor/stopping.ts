import type { Clock } from "../clock.ts";
import { messageOf } from "../failure.ts";
import type { Journal } from "../journal/journal.ts";
import { Timer } from "../timers.ts";
import type { TrackedAttempt } from "../tracker.ts";
import type { Confinement } from "./confinement.ts";
import { handovers, type Handover } from "./handover.ts";
import type { Oversight } from "./oversight.ts";
import type { Roster } from "./roster.ts";
import type { Router } from "./router.ts";
import type { UnderWay } from "./under-way.ts";

export interface StopOptions {
  /**
   * How long activities that work on orders may go on before they are told to
   * stop, and then once more until they have: milliseconds of the host's clock.
   * Default 5,000.
   */
  readonly grace?: number;
}

/** What is left when a supervisor has been stopped. */
export interface StopReport {
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Machines that hold something, or of which more may be filled. */
  readonly handovers: readonly Handover[];
  /** Activities that worked on orders and were told to stop: the next process resumes them. */
  readonly interrupted: readonly Pick<
    TrackedAttempt,
    "machine" | "type" | "activity" | "key"
  >[];
  /** How many activities had not come to their end after all. */
  readonly unfinished: number;
  /** What went wrong: above all, what could not be made durable. */
  readonly problems: readonly string[];
}

interface Parts {
  readonly clock: Clock;
  readonly roster: Roster;
  readonly router: Router;
  readonly oversight: Oversight;
  readonly confinement: Confinement;
  readonly underWay: UnderWay;
  readonly journal: Journal | null;
}

const GRACE = 5_000;

/**
 * No more events, then a while for orders that are under way, then an end to
 * all activities; what is recorded by then is made durable, and the journal closed.
 */
export async function stopAll(
  parts: Parts,
  reason: string,
  { grace = GRACE }: StopOptions,
): Promise<StopReport> {
  const { clock, roster, router, oversight, confinement, journal } = parts;
  oversight.isStopping = true;
  await within(clock, grace, parts.underWay.none());
  const interrupted = parts.underWay.attempts;
  const problems: string[] = [];
  await router.settled();
  for (const machine of roster.all())
    try {
      machine.cleanup();
    } catch (error) {
      problems.push(`${machine.id}: ${messageOf(error)}`);
    }
  await within(clock, grace, confinement.finished());
  try {
    await journal?.flushed();
  } catch (error) {
    problems.push(messageOf(error));
  }
  const report = {
    reason,
    time: clock.now(),
    handovers: handovers(roster.all()),
    interrupted: interrupted.map(({ machine, type, activity, key }) => ({
      machine,
      type,
      activity,
      key,
    })),
    unfinished: confinement.unfinished,
    problems,
  };
  try {
    await journal?.close();
  } catch (error) {
    problems.push(messageOf(error));
  }
  confinement.close();
  return report;
}

/** Until it has come, or for so long. */
async function within(
  clock: Clock,
  patience: number,
  awaited: Promise<void>,
): Promise<void> {
  let alarm: Timer | null = null;
  const late = new Promise<void>((resolve) => {
    alarm = new Timer(resolve, "the grace of a stop");
    clock.arm(alarm, clock.now() + patience);
  });
  await Promise.race([awaited, late]);
  if (alarm !== null) clock.disarm(alarm);
}
