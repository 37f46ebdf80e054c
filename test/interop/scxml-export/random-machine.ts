import { Dice } from "../../support/dice.ts";
import type { Step } from "./configurations.ts";

interface Node {
  readonly name: string;
  readonly kind: "atomic" | "composite" | "parallel" | "final";
  readonly children: readonly Node[];
}

export const SENT = ["A", "B", "C", "D"] as const;

/** A strategy without callbacks: regions, history, timers, raised events, data. */
export function randomMachine(seed: number): string {
  return new Machine(new Dice(seed)).text();
}

/** What happens to it. */
export function randomSteps(seed: number): readonly Step[] {
  const dice = new Dice(seed);
  return Array.from({ length: 25 }, () =>
    dice.chance(0.75)
      ? { kind: "send", trigger: dice.pick(SENT), x: dice.whole(0, 4) }
      : { kind: "wait", milliseconds: dice.whole(1, 60) },
  );
}

class Machine {
  readonly #dice: Dice;
  readonly #all: Node[] = [];
  readonly #composites: Node[] = [];
  /** Timers, or history: both at once mean something else in SCXML. */
  readonly #timed: boolean;
  #count = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#timed = dice.chance(0.5);
  }

  text(): string {
    const tops = this.#children(0, false);
    return [
      "strategy Random {",
      "  param step: number = 1",
      "  param pause: duration = 25ms",
      "  context { n: number = 0, flag: boolean = false }",
      "  trigger A  trigger B  trigger C  trigger D(x: number)",
      "  guard third(k: number) = n mod 3 == k",
      ...this.#states(tops),
      "}",
    ].join("\n");
  }

  /** `closed`: whether one of them may be its end. */
  #children(depth: number, closed: boolean): readonly Node[] {
    const count = this.#dice.whole(2, depth === 0 ? 4 : 3);
    const nodes = Array.from({ length: count }, () => this.#node(depth));
    return closed && this.#dice.chance(0.7)
      ? [...nodes, this.#add("final", [])]
      : nodes;
  }

  #node(depth: number): Node {
    const roll = this.#dice.fraction();
    if (depth < 2 && roll < 0.3)
      return this.#add("composite", this.#children(depth + 1, true));
    if (depth < 2 && roll < 0.55) {
      const regions = Array.from({ length: this.#dice.whole(2, 3) }, () =>
        this.#add("composite", this.#children(depth + 1, true)),
      );
      return this.#add("parallel", regions);
    }
    return this.#add("atomic", []);
  }

  #add(kind: Node["kind"], children: readonly Node[]): Node {
    const node = { name: `S${this.#count++}`, kind, children };
    this.#all.push(node);
    if (children.length > 0) this.#composites.push(node);
    return node;
  }

  #states(nodes: readonly Node[], regions = false): readonly string[] {
    return nodes.flatMap((node, index) => {
      const words = [
        ...(index === 0 && !regions ? ["initial"] : []),
        ...(node.kind === "parallel" || node.kind === "final"
          ? [node.kind]
          : []),
      ];
      if (node.kind === "final")
        return [`${words.join(" ")} state ${node.name}`];
      return [
        `${words.join(" ")} state ${node.name} {`,
        ...this.#items(node),
        ...this.#states(node.children, node.kind === "parallel"),
        "}",
      ];
    });
  }

  #items(node: Node): readonly string[] {
    const dice = this.#dice;
    const lines: string[] = [];
    if (dice.chance(0.3)) lines.push(`enter ${this.#effects(false, 1)}`);
    if (dice.chance(0.2)) lines.push(`exit ${this.#effects(false, 1)}`);
    for (let left = dice.whole(0, 3); left > 0; left -= 1) {
      const trigger = dice.pick(SENT);
      lines.push(`on ${trigger} ${this.#tail(trigger === "D")}`);
    }
    if (node.children.length > 0 && dice.chance(0.6))
      lines.push(`on done ${this.#tail(false)}`);
    if (this.#timed && dice.chance(0.25)) {
      const time = dice.pick(["10ms", "35ms", "pause", "pause * 3"]);
      lines.push(`after ${time} ${this.#tail(false)}`);
    }
    if (this.#timed && dice.chance(0.15))
      lines.push(`every 40ms ${this.#condition(false)} set n = n + 1 stay`);
    if (dice.chance(0.15))
      lines.push(`always when n mod 7 == 6 set n = n + 1 -> ${this.#target()}`);
    if (dice.chance(0.15)) lines.push(`ignore ${dice.pick(SENT)}`);
    return lines.map((line) => `  ${line}`);
  }

  #tail(payload: boolean): string {
    if (this.#dice.chance(0.2))
      return `{ ${this.#branch(true, payload)} ${this.#branch(true, payload)} else -> ${this.#target()} }`;
    return this.#branch(this.#dice.chance(0.5), payload);
  }

  #branch(guarded: boolean, payload: boolean): string {
    const condition = guarded ? this.#condition(payload) : "";
    const effects = this.#dice.chance(0.5) ? this.#effects(payload, 2) : "";
    const end = this.#dice.chance(0.15)
      ? "stay"
      : `-> ${this.#target()}${this.#dice.chance(0.2) ? " reenter" : ""}`;
    return `${condition} ${effects} ${end}`;
  }

  #condition(payload: boolean): string {
    const any = this.#dice.pick(this.#all)?.name ?? "S0";
    const conditions = [
      "when third(1)",
      "when n mod 2 == 0 and not flag",
      "when flag or n > 5",
      `when in(${any})`,
      `when not in(${any})`,
      "when clamp(n, 1, 3) != 2",
      ...(payload ? ["when event.x >= 2"] : []),
    ];
    return this.#dice.pick(conditions) ?? "";
  }

  #effects(payload: boolean, most: number): string {
    const effects = [
      "set n = n + step",
      "set flag = not flag",
      "set n = flag ? n + 2 : n",
      ...(payload ? ["set n = event.x + 1"] : []),
      ...(most > 1
        ? ["raise C", "raise D(n)", "raise B delay 21ms", "cancel B"]
        : []),
    ];
    const count = this.#dice.whole(1, most);
    return Array.from({ length: count }, () => this.#dice.pick(effects)).join(
      " ",
    );
  }

  #target(): string {
    const dice = this.#dice;
    const composite = dice.pick(this.#composites);
    if (composite !== undefined && !this.#timed && dice.chance(0.2))
      return `${dice.pick(["history", "deep history"])} ${composite.name}`;
    return dice.pick(this.#all)?.name ?? "S0";
  }
}
