/** What the lines in a state say that it does. */
import { printEffect } from "../../../syntax/index.ts";
import type { Words } from "../diagram/diagram.ts";
import { parseItem } from "../fragments.ts";
import type { Node } from "../tree/tree.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import { isStayLine, type Dialect } from "./read-arrows.ts";

export interface Behaviour {
  /** Items of the state, as `.fsm`. */
  readonly items: readonly string[];
  /** Activities that it runs, without their arms. */
  readonly runs: readonly {
    readonly activity: string;
    readonly text: string;
  }[];
  /** `errors limit 3 within 10m`, `timeout 1h`: policies of the strategy that lead here. */
  readonly policies: readonly string[];
  /** Everything else, which is documentation. */
  readonly docs: readonly string[];
}

/** UML's behaviours of a state: `entry / a; b`, `exit / c`, `do / work`, `EVENT / defer`. */
const UML =
  /^(?:(?<word>entry|enter|exit|do)\s*[/:]\s*(?<what>\S.*)|(?<event>.+?)\s*\/\s*defer)$/is;

/** What fsmc writes into a state, a line each. */
export function behaviourOf(
  node: Node,
  dialect: Dialect,
  vocabulary: Vocabulary,
): Behaviour {
  const lines = new Lines(vocabulary);
  for (const words of node.descriptions)
    if (!isStayLine(words, dialect)) readWords(words, dialect, lines);
  for (const { side, text } of node.notes)
    if (dialect === "fsm" && side === "left")
      for (const line of text.text.split("\n")) lines.readSpec(line.trim());
    else lines.docs.push(...unindented(text.text));
  return lines;
}

function readWords({ text }: Words, dialect: Dialect, lines: Lines): void {
  if (dialect === "fsm" && lines.readSpec(text)) return;
  for (const line of text.split("\n"))
    if (!lines.readUml(line.trim())) lines.docs.push(line.trim());
}

class Lines implements Behaviour {
  readonly items: string[] = [];
  readonly runs: { activity: string; text: string }[] = [];
  readonly policies: string[] = [];
  readonly docs: string[] = [];
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** A line of `.fsm`; false where it is none. */
  readSpec(line: string): boolean {
    if (/^(?:errors limit|timeout) /.test(line)) {
      this.policies.push(line);
      return true;
    }
    if (line.startsWith("run ")) {
      const run = parseItem(`${line} {}`);
      if (run?.kind !== "run") return false;
      this.runs.push({ activity: run.activity.text, text: line });
      return true;
    }
    if (parseItem(line) === null) return false;
    this.items.push(line);
    return true;
  }

  readUml(line: string): boolean {
    const { word, what, event } = UML.exec(line)?.groups ?? {};
    if (event !== undefined) {
      this.items.push(`defer ${this.#vocabulary.trigger(event)}`);
      return true;
    }
    if (word === undefined || what === undefined) return false;
    if (/^do$/i.test(word)) {
      const activity = this.#vocabulary.activity(what.replace(/\(\s*\)$/, ""));
      this.runs.push({ activity, text: `run ${activity}()` });
      return true;
    }
    const effects = this.#vocabulary.effects(what, []);
    const keyword = /^exit$/i.test(word) ? "exit" : "enter";
    const actions = effects.flatMap((each) =>
      each.kind === "do" ? each.actions.map(({ text }) => text) : [],
    );
    const others = effects.filter(({ kind }) => kind !== "do");
    const parts = [actions.join(", "), ...others.map(printEffect)];
    this.items.push([keyword, ...parts.filter(Boolean)].join(" "));
    return true;
  }
}

/** Lines of a note, without what all of them are indented by. */
function unindented(text: string): readonly string[] {
  return text.split("\n").map((line) => line.trim());
}
