/** Random strategies, valid by construction, as `.fsm` text: for properties that must hold for any valid spec. */
import { Dice } from "./dice.ts";
import {
  ACTIVITIES,
  DECLARATIONS,
  SILENT,
  TAKES,
  TRIGGERS,
  type TriggerShape,
} from "./random-declarations.ts";
import {
  CONSTANT,
  expression,
  type Around,
  type Wanted,
} from "./random-expression.ts";
import {
  below,
  endOfRegion,
  severalTargets,
  topOf,
  Tree,
  type Node,
} from "./random-tree.ts";

/** How many of them may have parallel states, history and several targets; the others are what machines mostly are. */
const REGIONAL = 0.5;

export function randomSpec(
  seed: number,
  name = "Random",
  regional = REGIONAL,
): string {
  const dice = new Dice(seed);
  return new SpecWriter(dice, name, dice.chance(regional)).text();
}

class SpecWriter {
  private readonly dice: Dice;
  private readonly name: string;
  private readonly regional: boolean;
  private readonly live: Around;
  private readonly tops: readonly Node[];
  private readonly nodes: readonly Node[];
  /** Composites that say by `initial … -> X` how they are entered. */
  private readonly tails: ReadonlySet<Node>;
  private readonly startsByTail: boolean;
  /** What the text being written may lead to: inherited text knows only its parent's states. */
  private known: readonly Node[] = [];

  constructor(dice: Dice, name: string, regional: boolean) {
    this.dice = dice;
    this.name = name;
    this.regional = regional;
    this.live = { ...CONSTANT, live: true, wild: regional ? 0.15 : 1 };
    const { tops, nodes } = new Tree(dice, regional);
    this.tops = tops;
    this.nodes = nodes;
    this.tails = new Set(
      nodes.filter(({ kind }) => kind === "composite" && dice.chance(0.4)),
    );
    this.startsByTail = dice.chance(0.3);
  }

  text(): string {
    const { dice } = this;
    const error = this.tops.find((each) => each.role === "error");
    const lines: string[] = [];
    const inherits = dice.chance(0.25);
    const triggers = TRIGGERS.map(
      (each) =>
        `  ${each.modifiers}trigger ${each.name}${each.fields.length === 0 ? "" : `(${each.fields.map((field) => `${field.name}: ${field.type}`).join(", ")})`}`,
    ).join("\n");
    const policy =
      error !== undefined && dice.chance(0.8)
        ? `  errors limit ${dice.whole(2, 4)}${dice.chance(0.6) ? ` within ${dice.whole(1, 5)}s` : ""} -> ${error.name}\n`
        : "";
    const target = dice.pick(
      this.tops.filter((each) => each.role !== "suspended"),
    );
    const timeout =
      dice.chance(0.7) && target !== undefined
        ? `  timeout ${dice.whole(100, 1500)}ms -> ${target.name}\n`
        : "";
    this.known = this.nodes;
    if (inherits) {
      this.known = this.nodes.filter(
        (each) => this.tops.indexOf(topOf(each)) < 2,
      );
      lines.push(
        `abstract strategy ${this.name}Base {${DECLARATIONS}${triggers}`,
      );
      lines.push(...this.start());
      lines.push(
        ...this.tops.slice(0, 2).map((each) => this.state(each, 1, false)),
      );
      lines.push("}", "");
      this.known = this.nodes;
      lines.push(
        `/// A random machine.\nstrategy ${this.name} extends ${this.name}Base {\n  version ${dice.whole(1, 9)}\n${policy}${timeout}`,
      );
    } else
      lines.push(
        `/// A random machine.\nstrategy ${this.name} {\n  version ${dice.whole(1, 9)}${DECLARATIONS}${triggers}\n${policy}${timeout}`,
        ...this.start(),
      );
    this.tops.forEach((each, index) => {
      if (inherits && index < 2 && dice.chance(0.3)) return;
      lines.push(this.state(each, 1, inherits && index < 2));
    });
    lines.push(...this.froms());
    lines.push("}");
    return `${lines.join("\n")}\n`;
  }

  private start(): readonly string[] {
    const [first] = this.tops;
    return this.startsByTail && first !== undefined
      ? [`  ${this.initialTail([first, ...below(first)])}`]
      : [];
  }

  private initialTail(inside: readonly Node[]): string {
    const { dice } = this;
    const known = inside.filter(({ kind }) => kind !== "final");
    const several = dice.chance(0.9) ? severalTargets(dice, known) : null;
    const targets = several ?? [dice.pick(known)];
    const names = targets.flatMap((each) => each?.name ?? []).join(", ");
    return `initial ${this.effects({ ...this.live, states: this.names() })} -> ${names}`;
  }

  private isMarkedInitial(node: Node): boolean {
    const { parent } = node;
    if (parent === null) return this.tops[0] === node && !this.startsByTail;
    return (
      parent.kind === "composite" &&
      parent.children[0] === node &&
      !this.tails.has(parent)
    );
  }

  private state(node: Node, indent: number, reopened: boolean): string {
    const { dice } = this;
    const pad = "  ".repeat(indent);
    const final = node.kind === "final";
    const words: string[] = [];
    if (!reopened) {
      if (this.isMarkedInitial(node)) words.push("initial");
      if (final)
        words.push("final", ...(dice.chance(0.3) ? ["cancelled"] : []));
      if (node.kind === "parallel") words.push("parallel");
      if (node.role !== "normal") words.push(node.role);
      if (!final && dice.chance(0.2)) words.push("exposed");
    }
    const head = `${pad}${words.map((word) => `${word} `).join("")}state ${node.name}`;
    const items: string[] = [];
    for (const kind of ["enter", "exit"] as const) {
      if (final && kind === "exit") continue;
      if (dice.chance(0.4)) items.push(this.behaviour(kind));
    }
    if (!final) items.push(...this.items(node, reopened));
    if (!reopened && this.tails.has(node))
      items.push(this.initialTail([...below(node)]));
    if (!reopened)
      items.push(
        ...node.children.map((child) =>
          this.state(child, indent + 1, false).trimStart(),
        ),
      );
    if (items.length === 0) return head;
    return `${head} {\n${items.map((item) => `${pad}  ${item}`).join("\n")}\n${pad}}`;
  }

  private items(node: Node, reopened: boolean): readonly string[] {
    const { dice } = this;
    const items: string[] = [];
    const reactions = dice.whole(1, 4);
    for (let index = 0; index < reactions; index += 1) {
      const triggers = dice.chance(0.2)
        ? dice.some(TRIGGERS, 0.4)
        : [dice.pick(TRIGGERS) ?? TRIGGERS[0]].flatMap((each) => each ?? []);
      if (triggers.length === 0) continue;
      items.push(
        `on ${triggers.map((each) => each.name).join(", ")} ${this.tail(node, { ...this.live, event: sharedFields(triggers), states: this.names() })}`,
      );
    }
    if (dice.chance(0.35))
      items.push(
        `on error ${this.tail(node, { ...this.live, error: "reaction", states: this.names() })}`,
      );
    if (dice.chance(0.3))
      items.push(
        `on recover ${this.tail(node, { ...this.live, states: this.names() })}`,
      );
    if (
      node.kind === "parallel" ||
      node.children.some((child) => child.kind === "final")
    )
      items.push(`on done ${this.doneTail(node)}`);
    if (dice.chance(0.25)) items.push(`defer ${this.triggerNames()}`);
    if (dice.chance(0.2)) items.push(`ignore ${this.triggerNames()}`);
    if (node.role === "suspended") return [...this.resuming(), ...items];
    if (dice.chance(0.25))
      items.push(
        `always when ${this.rare()} ${this.plain(node, { ...this.live, states: this.names() })}`,
      );
    for (const kind of ["after", "at", "every"] as const) {
      if (!dice.chance(0.22)) continue;
      const time =
        kind === "at"
          ? expression(dice, "instant", { ...this.live, states: [] }, 1)
          : kind === "every"
            ? `${dice.whole(60, 500)}ms`
            : expression(dice, "duration", this.live, 1);
      items.push(
        `${kind} ${time} ${this.tail(node, { ...this.live, states: this.names() })}`,
      );
    }
    if (!reopened)
      for (const activity of ACTIVITIES.filter((each) =>
        dice.chance(each === "buy" ? 0.3 : 0.14),
      ))
        items.push(this.run(activity, node));
    return items;
  }

  /** Back to where the machine was. */
  private resuming(): readonly string[] {
    const { dice } = this;
    const target = dice.pick(
      this.known.filter(
        ({ depth, children }) => depth === 0 && children.length > 0,
      ),
    );
    return this.regional && target !== undefined && dice.chance(0.8)
      ? [`on RESUME -> ${dice.pick(["", "deep "])}history ${target.name}`]
      : [];
  }

  private run(activity: (typeof ACTIVITIES)[number], node: Node): string {
    const { dice } = this;
    const args = TAKES[activity].map((type) =>
      expression(dice, type, this.live, 1),
    );
    const words: string[] = [`run ${activity}(${args.join(", ")})`];
    if (dice.chance(0.5)) {
      words.push(`retry ${dice.whole(1, 3)}`);
      if (dice.chance(0.7))
        words.push(
          `backoff ${dice.whole(20, 90)}ms${dice.chance(0.5) ? ` to ${dice.whole(100, 300)}ms` : ""}`,
        );
    }
    if (dice.chance(0.6))
      words.push(
        `timeout ${dice.chance(0.5) ? "pd" : `${dice.whole(40, 600)}ms`}`,
      );
    const arms: string[] = [];
    const states = this.names();
    if (dice.chance(0.85))
      arms.push(
        `done ${this.tail(node, { ...this.live, result: !SILENT.has(activity), states })}`,
      );
    if (dice.chance(0.3))
      arms.push(
        `failed, unknown ${this.tail(node, { ...this.live, error: "arm", states })}`,
      );
    else {
      if (dice.chance(0.7))
        arms.push(
          `failed ${this.tail(node, { ...this.live, error: "arm", states })}`,
        );
      if (dice.chance(0.7))
        arms.push(
          `unknown ${this.tail(node, { ...this.live, error: "arm", states })}`,
        );
    }
    if (activity === "buy" && dice.chance(0.8))
      arms.push(
        `partial ${this.tail(node, { ...this.live, result: true, states })}`,
      );
    return `${words.join(" ")} { ${arms.join(" ")} }`;
  }

  /** Not for ever, where a final state may be entered straight from its `done`. */
  private doneTail(node: Node): string {
    const around = { ...this.live, states: this.names() };
    return this.regional
      ? `when (n2 < 4) set n2 = (n2 + 1) ${this.plain(node, around)}`
      : this.tail(node, around);
  }

  private tail(node: Node, around: Around): string {
    const { dice } = this;
    if (dice.chance(0.2)) {
      const branches = [
        `when ${expression(dice, "boolean", around)} ${this.plain(node, around)}`,
      ];
      if (dice.chance(0.5))
        branches.push(
          `when ${expression(dice, "boolean", around)} ${this.plain(node, around)}`,
        );
      if (dice.chance(0.7)) branches.push(`else ${this.plain(node, around)}`);
      return `{ ${branches.join(" ")} }`;
    }
    return dice.chance(0.4)
      ? `when ${expression(dice, "boolean", around)} ${this.plain(node, around)}`
      : this.plain(node, around);
  }

  private plain(node: Node, around: Around): string {
    const { dice } = this;
    const effects = this.effects(around);
    if (dice.chance(0.2)) return `${effects} stay`;
    return `${effects} -> ${this.targets(node)}${dice.chance(0.1) ? " reenter" : ""}`;
  }

  private targets(node: Node): string {
    const { dice } = this;
    if (this.regional) {
      const several = dice.chance(0.15)
        ? severalTargets(dice, this.known)
        : null;
      if (several !== null)
        return several.map((each) => this.perhapsHistory(each, 0.2)).join(", ");
      const end = endOfRegion(node);
      if (end !== null && dice.chance(0.3)) return end.name;
    }
    const target = dice.chance(0.15) ? node : (dice.pick(this.known) ?? node);
    return this.perhapsHistory(target, 0.35);
  }

  private perhapsHistory(target: Node, share: number): string {
    const { dice } = this;
    if (!this.regional || target.children.length === 0 || !dice.chance(share))
      return target.name;
    return `${dice.pick(["", "deep "])}history ${target.name}`;
  }

  private effects(around: Around): string {
    const { dice } = this;
    const effects: string[] = [];
    const count = dice.chance(0.5) ? 0 : dice.whole(1, 3);
    for (let index = 0; index < count; index += 1)
      effects.push(this.effect(around));
    return effects.join(" ");
  }

  private effect(around: Around): string {
    const { dice } = this;
    const value = (type: Wanted): string => expression(dice, type, around);
    return (
      dice.pick([
        () => `set ${dice.pick(["n0", "n1", "n2"])} = ${value("number")}`,
        () => `set n0 = (n0 + 1), b0 = ${value("boolean")}`,
        () =>
          `set s0 = ${expression(dice, "string", { ...around, live: false }, 1)}`,
        () => `set side = ${value("Side")}`,
        () => `set f0 = ${value("Fill?")}`,
        () => `do ${dice.pick(["note", "count", "store", "note, count"])}`,
        () =>
          `raise ${dice.pick(["GO", `SOON(${dice.chance(0.15) ? "((n0 - n0) / (n1 - n1))" : value("number")})`, "KILL"])}${dice.chance(this.regional ? 0.7 : 0.4) ? ` delay ${dice.whole(5, 400)}ms` : ""}`,
        () => `cancel ${dice.pick(["SOON", "GO", "buy", "think", "flatten"])}`,
        () =>
          dice.pick([
            `emit ROUND(${value("number")}, ${expression(dice, "string", around, 1)})`,
            "emit BELL",
          ]),
        () => `flat${dice.pick(["", " spot", " spot, perp"])}`,
      ])() ?? "do note"
    );
  }

  private behaviour(kind: "enter" | "exit"): string {
    const { dice } = this;
    const actions = dice.some(["note", "count", "store"], 0.4).join(", ");
    const effects =
      dice.chance(0.6) || actions === ""
        ? this.effect({ ...this.live, states: this.names() })
        : "";
    return `${kind} ${actions} ${effects}`.trimEnd();
  }

  /** Seldom true, so that machines come to rest. */
  private rare(): string {
    const { dice } = this;
    return dice.pick([
      `(n0 > ${dice.whole(2, 6)} and n0 < ${dice.whole(7, 9)} and askGuard)`,
      `(n2 == ${dice.whole(1, 5)} and not b0)`,
      `(b0 and askWith(${dice.whole(1, 5)}))`,
    ]);
  }

  private froms(): readonly string[] {
    const { dice } = this;
    const lines: string[] = [];
    const to = dice.pick(this.tops);
    if (to === undefined) return lines;
    const target = (): string =>
      this.regional && dice.chance(0.6) ? this.targets(to) : to.name;
    if (dice.chance(0.5))
      lines.push(
        `  from * on KILL ${this.effects({ ...this.live, states: [] })} -> ${target()}`,
      );
    if (dice.chance(0.4))
      lines.push(`  from exposed on GO, recover -> ${target()}`);
    if (dice.chance(0.3))
      lines.push(
        `  from * except ${dice.pick(this.tops)?.name ?? to.name} on NEXT when event.ok -> ${target()}`,
      );
    if (dice.chance(0.3))
      lines.push(`  from * ${dice.pick(["ignore", "defer"])} PAUSE`);
    const suspended = this.tops.find(({ role }) => role === "suspended");
    if (this.regional && suspended !== undefined && dice.chance(0.6))
      lines.push(`  from * on PAUSE -> ${suspended.name}`);
    const named = dice.some(
      this.nodes.filter(({ kind }) => kind !== "final"),
      0.3,
    );
    if (named.length > 0 && dice.chance(0.4))
      lines.push(
        `  from ${named.map((each) => each.name).join(", ")} on RESUME -> ${target()}`,
      );
    return lines;
  }

  private names(): readonly string[] {
    return this.known.map((each) => each.name);
  }

  private triggerNames(): string {
    const names = this.dice.some(
      TRIGGERS.map((each) => each.name),
      0.2,
    );
    return names.length === 0 ? "SOON" : names.join(", ");
  }
}

/** What several triggers share of their payloads. */
function sharedFields(
  triggers: readonly TriggerShape[],
): TriggerShape["fields"] {
  const [first, ...others] = triggers;
  return (first?.fields ?? []).filter((field) =>
    others.every((other) =>
      other.fields.some(
        (each) => each.name === field.name && each.type === field.type,
      ),
    ),
  );
}
