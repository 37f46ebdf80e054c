import { Dice } from "../../support/dice.ts";

const LABELS = [
  "GO",
  "GO [n > 3] / n = n + 1",
  "[ready] / act(); other act",
  "[else]",
  "after 5s",
  "every 2 minutes [n == 2]",
  "two words",
  "A, B",
  "if n < 0",
  "no",
  "FILL(price: number) [event.price > n]",
  '[status == "open"]',
  "[(n - 1) * 2 >= m && !ready]",
  "[isOpen(2)]",
  "/ x := true",
  "on GO when ready -> B",
  "entry / a",
  "on done",
  "done",
  "on error when error.attempt > 1",
  "on recover, GO",
  "after lunch",
  "after 0s",
  "at now",
  "every 0 seconds",
  "every n",
  "always when halted",
  "on GO emit BELL(1) cancel GO flat spot",
  "on GO set n = event.z, q = result do ready",
  "on GO raise A(1) delay n do act reenter",
  "on GO stay",
  "[in(A)] / raise A",
  "[ready and act]",
  "/ ready; n",
] as const;

/** A diagram without mistakes of form, whatever it may mean. */
export function randomDiagram(seed: number): string {
  return new Diagram(new Dice(seed)).text();
}

class Diagram {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  text(): string {
    return ["stateDiagram-v2", ...this.#body(0)].join("\n");
  }

  #body(depth: number): readonly string[] {
    const count = this.#dice.whole(1, depth === 0 ? 14 : 5);
    return Array.from({ length: count }, () => this.#statement(depth)).flat();
  }

  #statement(depth: number): readonly string[] {
    const dice = this.#dice;
    const roll = dice.fraction();
    if (roll < 0.5) return [this.#arrow()];
    if (roll < 0.58) return [`[*] --> ${this.#id()}${this.#label(0.3)}`];
    if (roll < 0.66) return [`${this.#id()} --> [*]${this.#label(0.3)}`];
    if (roll < 0.72)
      return [
        `state ${this.#id()} <<${dice.pick(["choice", "fork", "join"])}>>`,
      ];
    if (roll < 0.78)
      return [
        `${this.#id()} : ${dice.pick(["entry / a; n = 2", "exit / b", "do / work", "text", "GO / defer"])}`,
      ];
    if (roll < 0.82) return [`note right of ${this.#id()} : text`];
    if (roll < 0.86) return [`state "Words «exposed»" as ${this.#id()}`];
    if (depth > 2) return [`state ${this.#id()}`];
    const regions = dice.chance(0.3) ? dice.whole(2, 3) : 1;
    const bodies = Array.from({ length: regions }, (_, index) => [
      ...(index > 0 ? ["--"] : []),
      ...this.#body(depth + 1),
    ]);
    return [`state ${this.#id()} {`, ...bodies.flat(), "}"];
  }

  #arrow(): string {
    return `${this.#id()} --> ${this.#id()}${this.#label(0.7)}`;
  }

  #label(share: number): string {
    return this.#dice.chance(share) ? ` : ${this.#dice.pick(LABELS)}` : "";
  }

  #id(): string {
    const ids = "A B C D E F G H I J K L M N O P Q".split(" ");
    const id = this.#dice.pick(ids) ?? "A";
    return this.#dice.chance(0.04) ? `${id}[H*]` : id;
  }
}
