import type { Value } from "../interpreter/evaluate.ts";

/**
 * What happens to a machine, as a person reads it:
 *
 *     > GO {"n": 1}        sent; then its outcome, what the machine told on the way, where it is
 *     taken
 *     -A
 *     +B
 *     in B
 *
 * `> start`, `> advance MS` and `> restart` (the process dies; another one goes on from the snapshot) have no outcome.
 * Lines that begin with `#` say why.
 */
export interface Acting {
  start(): void;
  send(trigger: string, payload: Value): string;
  advance(milliseconds: number): Promise<void>;
  restart(): void;
  readonly configuration: readonly string[];
  /** What it has told since somebody looked. */
  told(): readonly string[];
}

/** The script with what this machine does in place of what is expected. */
export async function play(script: string, machine: Acting): Promise<string> {
  const blocks = script.trim().split(/\n\n+/);
  const played: string[] = [];
  for (const block of blocks) played.push(await playBlock(block, machine));
  return `${played.join("\n\n")}\n`;
}

async function playBlock(block: string, machine: Acting): Promise<string> {
  const lines = block.split("\n");
  const at = lines.findIndex((line) => line.startsWith("> "));
  if (at < 0) return block;
  const command = (lines[at] ?? "").slice(2);
  const outcome = await perform(command, machine);
  return [
    ...lines.slice(0, at + 1),
    ...(outcome === null ? [] : [outcome]),
    ...machine.told(),
    `in ${machine.configuration.join(", ")}`,
  ].join("\n");
}

async function perform(
  command: string,
  machine: Acting,
): Promise<string | null> {
  const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(command) ?? [];
  switch (word) {
    case "start":
      machine.start();
      return null;
    case "restart":
      machine.restart();
      return null;
    case "advance":
      await machine.advance(Number(rest));
      return null;
    default: {
      const payload: Value = rest === "" ? null : JSON.parse(rest);
      return machine.send(word, payload);
    }
  }
}

/** Of `emit DID(what)`, which is how the specs here tell what they do. */
export function what(payload: unknown): string {
  return typeof payload === "object" && payload !== null && "what" in payload
    ? String(payload.what)
    : "";
}
