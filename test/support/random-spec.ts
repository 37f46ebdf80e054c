/** Random strategies, valid by construction, as `.fsm` text: for properties that must hold for any valid spec. */
import { Dice } from "./dice.ts";
import {
  CONSTANT,
  expression,
  type Around,
  type Wanted,
} from "./random-expression.ts";

interface Node {
  readonly name: string;
  readonly depth: number;
  readonly final: boolean;
  readonly role: "normal" | "error" | "suspended";
  readonly parent: Node | null;
  readonly children: Node[];
}

interface TriggerShape {
  readonly name: string;
  readonly modifiers: string;
  readonly fields: readonly { readonly name: string; readonly type: Wanted }[];
}

const TRIGGERS: readonly TriggerShape[] = [
  {
    name: "TICK",
    modifiers: "volatile ",
    fields: [{ name: "x", type: "number" }],
  },
  {
    name: "FILL",
    modifiers: "",
    fields: [
      { name: "x", type: "number" },
      { name: "side", type: "Side" },
      { name: "fill", type: "Fill?" },
    ],
  },
  { name: "GO", modifiers: "", fields: [] },
  {
    name: "NEXT",
    modifiers: "",
    fields: [
      { name: "ok", type: "boolean" },
      { name: "text", type: "string" },
    ],
  },
  { name: "PAUSE", modifiers: "suspend ", fields: [] },
  { name: "RESUME", modifiers: "resume ", fields: [] },
  { name: "KILL", modifiers: "emergency ", fields: [] },
  { name: "SOON", modifiers: "", fields: [{ name: "x", type: "number" }] },
];

export const TRIGGER_SHAPES = TRIGGERS;

/** Activities of every random spec, with what their words promise. */
export const ACTIVITIES = [
  "think",
  "buy",
  "place",
  "trim",
  "sell",
  "pull",
  "flatten",
] as const;

const DECLARATIONS = `
  leg spot, perp
  enum Side { BUY, SELL }
  type Fill = { price: number, quantity: number, note: string? }

  param pn: number = 2
  param pd: duration = 30ms
  param pb: boolean = true
  param required: string
  param start0: instant

  context {
    n0: number = 1
    n1: number = pn
    n2: number = 0
    b0: boolean = false
    s0: string = required
    d0: duration = 20ms
    side: Side = Side.BUY
    f0: Fill?
    list: number[] = [1, 2, 3]
  }

  output ROUND(n: number, text: string)
  output BELL

  guard askGuard
  guard askWith(limit: number)
  guard exprGuard = n0 < 40 and not (b0 and n1 > 30)
  guard exprWith(limit: number) = n1 <= limit

  action note
  action count writes n0, n1
  action store writes f0, s0

  activity think(amount: number)
  activity buy(quantity: number, side: Side): Fill partial Fill opens spot
  activity place(): Fill places
  activity trim(): Fill reduces perp
  activity sell(quantity: number): Fill closes spot
  activity pull() cancels
  activity flatten(): Fill cancels closes
`;

const TAKES: Readonly<Record<(typeof ACTIVITIES)[number], readonly Wanted[]>> =
  {
    think: ["number"],
    buy: ["number", "Side"],
    place: [],
    trim: [],
    sell: ["number"],
    pull: [],
    flatten: [],
  };

/** Without a result there is none to read. */
const SILENT: ReadonlySet<string> = new Set(["think", "pull"]);

export function randomSpec(seed: number, name = "Random"): string {
  return new SpecWriter(new Dice(seed), name).text();
}

class SpecWriter {
  private readonly dice: Dice;
  private readonly name: string;
  private readonly tops: Node[] = [];
  private readonly nodes: Node[] = [];
  /** What the text being written may lead to: inherited text knows only its parent's states. */
  private known: readonly Node[] = [];
  private count = 0;

  constructor(dice: Dice, name: string) {
    this.dice = dice;
    this.name = name;
    this.grow();
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
      );
    this.tops.forEach((each, index) => {
      if (inherits && index < 2 && dice.chance(0.3)) return;
      lines.push(this.state(each, 1, inherits && index < 2));
    });
    lines.push(...this.froms());
    lines.push("}");
    return `${lines.join("\n")}\n`;
  }

  private grow(): void {
    const { dice } = this;
    const tops = dice.whole(3, 5);
    for (let index = 0; index < tops; index += 1)
      this.tops.push(this.node(null, 0, index > 0 && dice.chance(0.15)));
    if (dice.chance(0.85)) this.tops.push(this.leaf(null, 0, "error"));
    if (dice.chance(0.6)) this.tops.push(this.leaf(null, 0, "suspended"));
    if (dice.chance(0.6))
      this.tops.push({ ...this.leaf(null, 0, "normal"), final: true });
    this.collect(this.tops);
  }

  private collect(nodes: readonly Node[]): void {
    for (const each of nodes) {
      this.nodes.push(each);
      this.collect(each.children);
    }
  }

  private leaf(parent: Node | null, depth: number, role: Node["role"]): Node {
    return {
      name: `S${this.count++}`,
      depth,
      final: false,
      role,
      parent,
      children: [],
    };
  }

  private node(parent: Node | null, depth: number, final: boolean): Node {
    const node: Node = {
      name: `S${this.count++}`,
      depth,
      final,
      role: "normal",
      parent,
      children: [],
    };
    if (!final && depth < 3 && this.dice.chance(depth === 0 ? 0.5 : 0.45)) {
      const children = this.dice.whole(2, 3);
      for (let index = 0; index < children; index += 1)
        node.children.push(
          this.node(node, depth + 1, index > 0 && this.dice.chance(0.25)),
        );
    }
    return node;
  }

  private state(node: Node, indent: number, reopened: boolean): string {
    const { dice } = this;
    const pad = "  ".repeat(indent);
    const siblings = node.parent === null ? this.tops : node.parent.children;
    const words: string[] = [];
    if (!reopened) {
      if (siblings[0] === node) words.push("initial");
      if (node.final)
        words.push("final", ...(dice.chance(0.3) ? ["cancelled"] : []));
      if (node.role !== "normal") words.push(node.role);
      if (!node.final && dice.chance(0.2)) words.push("exposed");
    }
    const head = `${pad}${words.map((word) => `${word} `).join("")}state ${node.name}`;
    const items: string[] = [];
    for (const kind of ["enter", "exit"] as const) {
      if (node.final && kind === "exit") continue;
      if (dice.chance(0.4)) items.push(this.behaviour(kind));
    }
    if (!node.final) items.push(...this.items(node, reopened));
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
        `on ${triggers.map((each) => each.name).join(", ")} ${this.tail(node, { ...LIVE, event: sharedFields(triggers), states: this.names() })}`,
      );
    }
    if (dice.chance(0.35))
      items.push(
        `on error ${this.tail(node, { ...LIVE, error: "reaction", states: this.names() })}`,
      );
    if (dice.chance(0.3))
      items.push(
        `on recover ${this.tail(node, { ...LIVE, states: this.names() })}`,
      );
    if (node.children.some((child) => child.final))
      items.push(
        `on done ${this.tail(node, { ...LIVE, states: this.names() })}`,
      );
    if (dice.chance(0.25)) items.push(`defer ${this.triggerNames()}`);
    if (dice.chance(0.2)) items.push(`ignore ${this.triggerNames()}`);
    if (node.role === "suspended") return items;
    if (dice.chance(0.25))
      items.push(
        `always when ${this.rare()} ${this.plain(node, { ...LIVE, states: this.names() })}`,
      );
    for (const kind of ["after", "at", "every"] as const) {
      if (!dice.chance(0.22)) continue;
      const time =
        kind === "at"
          ? expression(dice, "instant", { ...LIVE, states: [] }, 1)
          : kind === "every"
            ? `${dice.whole(60, 500)}ms`
            : expression(dice, "duration", LIVE, 1);
      items.push(
        `${kind} ${time} ${this.tail(node, { ...LIVE, states: this.names() })}`,
      );
    }
    if (!reopened)
      for (const activity of ACTIVITIES.filter((each) =>
        dice.chance(each === "buy" ? 0.3 : 0.14),
      ))
        items.push(this.run(activity, node));
    return items;
  }

  private run(activity: (typeof ACTIVITIES)[number], node: Node): string {
    const { dice } = this;
    const args = TAKES[activity].map((type) => expression(dice, type, LIVE, 1));
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
        `done ${this.tail(node, { ...LIVE, result: !SILENT.has(activity), states })}`,
      );
    if (dice.chance(0.3))
      arms.push(
        `failed, unknown ${this.tail(node, { ...LIVE, error: "arm", states })}`,
      );
    else {
      if (dice.chance(0.7))
        arms.push(
          `failed ${this.tail(node, { ...LIVE, error: "arm", states })}`,
        );
      if (dice.chance(0.7))
        arms.push(
          `unknown ${this.tail(node, { ...LIVE, error: "arm", states })}`,
        );
    }
    if (activity === "buy" && dice.chance(0.8))
      arms.push(
        `partial ${this.tail(node, { ...LIVE, result: true, states })}`,
      );
    return `${words.join(" ")} { ${arms.join(" ")} }`;
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
    const target = dice.chance(0.15) ? node : (dice.pick(this.known) ?? node);
    return `${effects} -> ${target.name}${dice.chance(0.1) ? " reenter" : ""}`;
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
          `raise ${dice.pick(["GO", `SOON(${dice.chance(0.15) ? "((n0 - n0) / (n1 - n1))" : value("number")})`, "KILL"])}${dice.chance(0.4) ? ` delay ${dice.whole(5, 400)}ms` : ""}`,
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
        ? this.effect({ ...LIVE, states: this.names() })
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
    const target = dice.pick(this.tops);
    if (target === undefined) return lines;
    if (dice.chance(0.5))
      lines.push(
        `  from * on KILL ${this.effects({ ...LIVE, states: [] })} -> ${target.name}`,
      );
    if (dice.chance(0.4))
      lines.push(`  from exposed on GO, recover -> ${target.name}`);
    if (dice.chance(0.3))
      lines.push(
        `  from * except ${dice.pick(this.tops)?.name ?? target.name} on NEXT when event.ok -> ${target.name}`,
      );
    if (dice.chance(0.3))
      lines.push(`  from * ${dice.pick(["ignore", "defer"])} PAUSE`);
    const named = dice.some(
      this.nodes.filter((each) => !each.final),
      0.3,
    );
    if (named.length > 0 && dice.chance(0.4))
      lines.push(
        `  from ${named.map((each) => each.name).join(", ")} on RESUME -> ${target.name}`,
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

function topOf(node: Node): Node {
  return node.parent === null ? node : topOf(node.parent);
}

const LIVE: Around = { ...CONSTANT, live: true };

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
