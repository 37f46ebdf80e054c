/** Random strategies that look after their positions, as `.fsm` text: what a careful author might write, in many shapes. */
import { Dice } from "../support/dice.ts";

type Shape = "flat" | "nested" | "parallel";

/** An activity while something is held, and the state it runs in. */
interface Work {
  readonly activity: string;
  readonly words: string;
  readonly state: string;
}

const WORKS: readonly Work[] = [
  { activity: "add", words: "opens", state: "ADDING" },
  { activity: "trim", words: "reduces", state: "TRIMMING" },
  { activity: "renew", words: "cancels opens", state: "RENEWING" },
  { activity: "recount", words: "", state: "RECOUNTING" },
];

/** Mostly sound; whether it is, the checker says. */
export function randomStrategy(seed: number): string {
  return new Author(new Dice(seed), `Random${seed}`).text();
}

class Author {
  readonly #dice: Dice;
  readonly #name: string;
  readonly #legs: readonly string[];
  readonly #shape: Shape;
  readonly #hasPartial: boolean;
  readonly #places: boolean;
  readonly #closesFirst: boolean;
  readonly #hasPause: boolean;
  readonly #isPausedExposed: boolean;
  readonly #usesFlat: boolean;
  readonly #watches: boolean;
  /** What may be done while something is held. */
  readonly #works: readonly Work[];

  constructor(dice: Dice, name: string) {
    this.#dice = dice;
    this.#name = name;
    this.#shape = dice.pick(["flat", "nested", "parallel"]);
    this.#legs =
      this.#shape === "parallel" || dice.chance(0.4)
        ? ["spot", "perp"]
        : ["position"];
    this.#hasPartial = dice.chance(0.4);
    this.#places = this.#legs.length === 1 && dice.chance(0.3);
    this.#closesFirst = this.#legs.length === 1 && dice.chance(0.5);
    this.#hasPause = dice.chance(0.5);
    this.#isPausedExposed = dice.chance(0.5);
    this.#usesFlat = dice.chance(0.4);
    this.#watches = dice.chance(0.4);
    this.#works =
      this.#shape === "parallel" || this.#places ? [] : dice.some(WORKS, 0.3);
  }

  text(): string {
    const dice = this.#dice;
    return [
      `strategy ${this.#name} {`,
      ...(this.#legs.length > 1 ? [`  leg ${this.#legs.join(", ")}`] : []),
      "  context { size: number = 0 }",
      "  trigger GO(size: number)",
      "  trigger EXIT",
      "  trigger TICK(price: number)",
      ...(this.#hasPause
        ? ["  suspend trigger PAUSE", "  resume trigger RESUME"]
        : []),
      "  trigger RESET",
      "  emergency trigger EMERGENCY_EXIT",
      "  guard attractive",
      "  guard looksFlat",
      "  action note",
      ...this.#legs.map(
        (leg) =>
          `  activity open_${leg}(): number ${this.#hasPartial ? "partial number " : ""}${this.#places ? "places" : "opens"} ${leg}`,
      ),
      ...this.#works.map(
        ({ activity, words }) => `  activity ${activity}(): number ${words}`,
      ),
      ...this.#works.map(({ state }) => `  trigger GO_${state}`),
      ...(this.#closesFirst
        ? [`  activity close(): number closes`, "  activity recall() cancels"]
        : []),
      ...(this.#isSplit
        ? this.#legs.map(
            (leg) => `  activity flatten_${leg}() cancels closes ${leg}`,
          )
        : ["  activity flatten() cancels closes"]),
      `  errors limit ${dice.whole(2, 4)} within 10m -> BROKEN`,
      ...(dice.chance(0.4) ? ["  timeout 12h -> FLATTENING"] : []),
      "",
      ...this.#idle(),
      ...this.#trading(),
      ...this.#pauses(),
      ...this.#flattening(),
      "  final state ENDED",
      "  exposed error state BROKEN {",
      "    on RESET -> FLATTENING",
      `    after ${dice.whole(1, 5)}m -> FLATTENING`,
      ...(dice.chance(0.4) ? ["    on EXIT when looksFlat flat -> ENDED"] : []),
      "  }",
      "  from * except FLATTENING on EMERGENCY_EXIT -> FLATTENING",
      "  from exposed on recover -> FLATTENING",
      "}",
      "",
    ].join("\n");
  }

  /** Each leg is flattened by an activity of its own, one after the other. */
  get #isSplit(): boolean {
    return this.#legs.length > 1 && this.#hasPartial;
  }

  #idle(): readonly string[] {
    const dice = this.#dice;
    const first =
      this.#shape === "flat" ? `OPENING_${this.#legs[0]}` : "TRADING";
    return [
      "  initial state IDLE {",
      `    on GO when not halted${dice.chance(0.5) ? " and attractive" : ""} set size = event.size -> ${first}`,
      "    on EXIT -> ENDED",
      ...(this.#hasPause ? ["    on PAUSE -> PAUSED"] : []),
      ...(dice.chance(0.3) ? ["    on TICK do note stay"] : []),
      "  }",
    ];
  }

  #trading(): readonly string[] {
    if (this.#shape === "parallel") return this.#regions();
    const states = [
      ...this.#legs.flatMap((leg, index) => this.#opening(leg, index)),
      ...this.#holding(),
    ];
    if (this.#shape === "flat") return states.map((line) => `  ${line}`);
    return [
      `  exposed state TRADING {`,
      ...(this.#dice.chance(0.5) ? ["    on EXIT -> FLATTENING"] : []),
      ...this.#pausing().map((line) => `    ${line}`),
      ...states.map((line) => `    ${line}`),
      "  }",
    ];
  }

  #opening(leg: string, index: number): readonly string[] {
    const isFirst = index === 0;
    const next = this.#legs[index + 1];
    const onward = next === undefined ? "HOLDING" : `OPENING_${next}`;
    const home = isFirst ? "IDLE" : "FLATTENING";
    const initial = this.#shape === "nested" && isFirst ? "initial " : "";
    return [
      `${initial}${this.#mark}state OPENING_${leg} {`,
      ...this.#run(leg, onward, home),
      ...(this.#dice.chance(0.3)
        ? ["  on EXIT -> FLATTENING"]
        : ["  defer EXIT"]),
      ...(this.#hasPause ? ["  defer PAUSE"] : []),
      "}",
    ];
  }

  #run(leg: string, onward: string, home: string): readonly string[] {
    const dice = this.#dice;
    const retry = dice.chance(0.4)
      ? ` retry ${dice.whole(1, 2)}${dice.chance(0.5) ? " backoff 100ms" : ""}`
      : "";
    return [
      `  run open_${leg}()${retry} timeout ${dice.whole(1, 5)}s {`,
      `    done ${this.#set()}-> ${onward}`,
      `    failed -> ${home}`,
      "    unknown -> FLATTENING",
      ...(this.#hasPartial ? ["    partial set size = result stay"] : []),
      "  }",
    ];
  }

  #holding(): readonly string[] {
    const dice = this.#dice;
    const exit = this.#closesFirst ? "CLOSING" : "FLATTENING";
    const lines = [
      `${this.#mark}state HOLDING {`,
      `  on EXIT -> ${exit}`,
      ...this.#pausing().map((line) => `  ${line}`),
      `  after ${dice.whole(1, 9)}m -> FLATTENING`,
      ...(this.#watches
        ? [
            `  on TICK {`,
            `    when event.price < size ${this.#set("event.price")}-> ${exit}`,
            "    else stay",
            "  }",
          ]
        : []),
      ...(this.#usesFlat && dice.chance(0.5)
        ? ["  every 1m when looksFlat flat -> IDLE"]
        : []),
      ...this.#works.map(({ state }) => `  on GO_${state} -> ${state}`),
      "}",
      ...this.#works.flatMap((work) => this.#working(work)),
    ];
    if (!this.#closesFirst) return lines;
    return [
      ...lines,
      `${this.#mark}state CLOSING {`,
      `  run close() retry 1 timeout 2s {`,
      `    done -> ${this.#places ? "RECALLING" : dice.pick(["IDLE", "ENDED"])}`,
      "    failed, unknown -> FLATTENING",
      "  }",
      "  defer EXIT",
      ...(this.#hasPause ? ["  defer PAUSE"] : []),
      "}",
      ...(this.#places
        ? [
            `${this.#mark}state RECALLING {`,
            "  run recall() timeout 2s {",
            "    done, failed, unknown -> FLATTENING",
            "  }",
            "}",
          ]
        : []),
    ];
  }

  #working({ activity, words, state }: Work): readonly string[] {
    const dice = this.#dice;
    const unsure =
      words === ""
        ? []
        : [`    unknown -> ${words === "reduces" ? "HOLDING" : "FLATTENING"}`];
    return [
      `${this.#mark}state ${state} {`,
      `  run ${activity}() timeout 2s {`,
      `    done ${this.#set()}-> HOLDING`,
      `    failed -> ${dice.pick(["HOLDING", "FLATTENING"])}`,
      ...unsure,
      "  }",
      ...(dice.chance(0.5) ? ["  on EXIT -> FLATTENING"] : []),
      ...(dice.chance(0.3) ? ["  after 1s -> FLATTENING"] : []),
      "}",
    ];
  }

  #regions(): readonly string[] {
    return [
      "  exposed parallel state TRADING {",
      "    on EXIT -> FLATTENING",
      ...this.#pausing().map((line) => `    ${line}`),
      ...this.#legs.flatMap((leg) => [
        `    state REGION_${leg} {`,
        `      initial state OPENING_${leg} {`,
        ...this.#run(leg, `HELD_${leg}`, "FLATTENING").map(
          (line) => `      ${line}`,
        ),
        "      }",
        `      state HELD_${leg} {`,
        ...(this.#dice.chance(0.5)
          ? [`        after ${this.#dice.whole(1, 5)}m -> FLATTENING`]
          : ["        on TICK do note stay"]),
        "      }",
        "    }",
      ]),
      "  }",
    ];
  }

  #pausing(): readonly string[] {
    if (!this.#hasPause) return [];
    return [
      this.#isPausedExposed && this.#shape !== "parallel"
        ? "on PAUSE -> PAUSED_HOLDING"
        : "on PAUSE -> FLATTENING",
    ];
  }

  #pauses(): readonly string[] {
    if (!this.#hasPause) return [];
    const back = this.#shape === "nested" ? "HOLDING" : "HOLDING";
    return [
      "  suspended state PAUSED {",
      "    on RESUME -> IDLE",
      "  }",
      ...(this.#isPausedExposed && this.#shape !== "parallel"
        ? [
            "  exposed suspended state PAUSED_HOLDING {",
            `    on RESUME -> ${back}`,
            "    on EXIT -> FLATTENING",
            "  }",
          ]
        : []),
    ];
  }

  #flattening(): readonly string[] {
    const dice = this.#dice;
    const home = dice.pick(["IDLE", "ENDED"]);
    if (!this.#isSplit) return this.#closer("FLATTENING", "flatten", home);
    const [first, second] = this.#legs;
    return [
      "  exposed parallel state FLATTENING {",
      `    on done -> ${home}`,
      ...[first, second].flatMap((leg) => [
        `    state FLATTENING_${leg} {`,
        `      initial state SELLING_${leg} {`,
        `        run flatten_${leg}() retry 2 backoff 200ms timeout 3s {`,
        `          done -> FLAT_${leg}`,
        "          failed, unknown -> BROKEN",
        "        }",
        "      }",
        `      final state FLAT_${leg}`,
        "    }",
      ]),
      "    ignore EXIT",
      "  }",
    ];
  }

  #closer(name: string, activity: string, home: string): readonly string[] {
    return [
      `  exposed state ${name} {`,
      `    run ${activity}() retry 2 backoff 200ms to 2s timeout 3s {`,
      `      done -> ${home}`,
      "      failed, unknown -> BROKEN",
      "    }",
      "    ignore EXIT",
      "  }",
    ];
  }

  #set(value = "result"): string {
    return this.#dice.chance(0.5) ? `set size = ${value} ` : "";
  }

  /** In a composite the composite bears it. */
  get #mark(): string {
    return this.#shape === "flat" ? "exposed " : "";
  }
}
