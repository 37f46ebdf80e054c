import type { StrategyMachine, StrategyTriggers } from "../machine.ts";
import { ask, type Answer } from "./addressing.ts";
import type { Roster } from "./roster.ts";
import { isExposed } from "./summary.ts";

/** What a supervisor tells all machines, each through a trigger of its own strategy. */
export type Command = Exclude<keyof StrategyTriggers, "all">;

/** A machine that did as it was told, or will when it has finished what it is at (`deferred`). */
export interface Obeyed {
  readonly machine: string;
  readonly type: string;
  readonly trigger: string;
  readonly outcome: "taken" | "deferred";
}

/** A machine that did not, and why. */
export interface NotObeyed {
  readonly machine: string;
  readonly type: string;
  /** What it was sent last; null where there was nothing to send. */
  readonly trigger: string | null;
  readonly reason:
    /** Its strategy has no such trigger. */
    | "no trigger"
    | "not started"
    | "ended"
    /** Already suspended. */
    | "suspended already"
    /** In its state nothing is declared for it, or no guard held. An ignored emergency still halts the machine. */
    | "ignored"
    | "blocked"
    /** Something threw, and it was undone. */
    | "failed"
    /** The trigger wants more than a reason. */
    | "payload"
    /** It could not be made durable, say. */
    | "fault";
  readonly message: string | null;
}

export interface CommandReport {
  readonly command: Command;
  readonly reason: string;
  readonly obeyed: readonly Obeyed[];
  readonly notObeyed: readonly NotObeyed[];
}

/**
 * Tells all machines, those first that are exposed. Of several triggers of a
 * strategy, the first that the machine takes counts. One without fields gets
 * none; one with the field `reason` gets the reason, which is also the message.
 */
export async function command(
  roster: Roster,
  command: Command,
  reason: string,
): Promise<CommandReport> {
  const machines = [...roster.all()];
  const exposed = machines.filter(isExposed);
  const others = machines.filter((machine) => !isExposed(machine));
  const answers = await Promise.all(
    [...exposed, ...others].map((machine) => tell(machine, command, reason)),
  );
  const byId = new Map(answers.map((answer) => [answer.machine, answer]));
  const inOrder = machines.flatMap(({ id }) => byId.get(id) ?? []);
  return {
    command,
    reason,
    obeyed: inOrder.flatMap((each) => ("outcome" in each ? [each] : [])),
    notObeyed: inOrder.flatMap((each) => ("outcome" in each ? [] : [each])),
  };
}

async function tell(
  machine: StrategyMachine,
  command: Command,
  reason: string,
): Promise<Obeyed | NotObeyed> {
  const { id, type } = machine;
  const about = { machine: id, type };
  const hopeless = hopelessness(machine, command);
  if (hopeless !== null)
    return { ...about, trigger: null, reason: hopeless, message: null };
  let last: Obeyed | NotObeyed = {
    ...about,
    trigger: null,
    reason: "no trigger",
    message: null,
  };
  for (const trigger of inOrderOfHope(machine, command, reason)) {
    last = verdictOn(await askWithReason(machine, trigger, reason));
    const goesOn =
      "reason" in last &&
      ["ignored", "blocked", "payload"].includes(last.reason);
    if (!goesOn) return last;
  }
  return last;
}

function hopelessness(
  machine: StrategyMachine,
  command: Command,
): NotObeyed["reason"] | null {
  if (machine.triggers[command].length === 0) return "no trigger";
  if (machine.startedAt === null) return "not started";
  if (machine.isCompleted) return "ended";
  if (command === "suspend" && machine.phase === "suspended")
    return "suspended already";
  return null;
}

/** Those first that would be taken now. */
function inOrderOfHope(
  machine: StrategyMachine,
  command: Command,
  reason: string,
): readonly string[] {
  const triggers = machine.triggers[command];
  if (triggers.length < 2) return triggers;
  const can = (trigger: string) =>
    machine.can(trigger) || machine.can(trigger, { reason });
  return [
    ...triggers.filter(can),
    ...triggers.filter((trigger) => !can(trigger)),
  ];
}

async function askWithReason(
  machine: StrategyMachine,
  trigger: string,
  reason: string,
): Promise<Answer> {
  const options = { message: reason };
  const answer = await ask(machine, trigger, null, options);
  return answer.outcome === "refused" && answer.reason === "payload"
    ? ask(machine, trigger, { reason }, options)
    : answer;
}

function verdictOn(answer: Answer): Obeyed | NotObeyed {
  const { machine, type, trigger, outcome } = answer;
  const about = { machine, type, trigger };
  switch (outcome) {
    case "taken":
    case "deferred":
      return { ...about, outcome };
    case "refused":
      return { ...about, reason: answer.reason, message: answer.message };
    case "ignored":
    case "blocked":
    case "failed":
      return { ...about, reason: outcome, message: null };
    case "queued":
    case "duplicate":
      return {
        ...about,
        reason: "fault",
        message: `answered ${outcome}, which a command never is`,
      };
  }
}
