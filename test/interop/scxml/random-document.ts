import { Dice } from "../../support/dice.ts";

interface Drawn {
  readonly id: string;
  readonly kind: "state" | "parallel" | "final";
  readonly parent: Drawn | null;
  readonly children: Drawn[];
  readonly histories: string[];
}

export const EVENTS = ["a", "b.c", "b.d", "e"] as const;
const DESCRIPTORS = ["a", "b", "b.*", "b.c", "b.d", "e", "a e", "*"] as const;
const IDS = ["i1", "i2"] as const;
const MOST_STATES = 22;

/** A random document as its text: every kind of state, histories with defaults of their own, content under conditions. */
export function randomDocument(seed: number): string {
  return new Drawing(seed).text();
}

class Drawing {
  private readonly dice: Dice;
  private readonly states: Drawn[] = [];
  private readonly root: Drawn;

  constructor(seed: number) {
    this.dice = new Dice(seed);
    this.root = {
      id: "",
      kind: "state",
      parent: null,
      children: [],
      histories: [],
    };
    const count = this.dice.whole(2, 4);
    for (let index = 0; index < count; index += 1) this.grow(this.root, 0);
  }

  text(): string {
    const body = this.root.children.map((child) => this.element(child));
    return `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
<datamodel><data id="n" expr="0"/></datamodel>
${body.join("\n")}
</scxml>
`;
  }

  private grow(parent: Drawn, depth: number): void {
    const { dice } = this;
    const inRegion = parent.kind === "parallel";
    const hasSibling = parent.children.length > 0;
    const isFinal = !inRegion && hasSibling && dice.chance(0.15);
    const isFull = depth >= 3 || this.states.length >= MOST_STATES;
    const isParallel = !isFinal && !isFull && dice.chance(0.3);
    const state: Drawn = {
      id: `s${this.states.length}`,
      kind: isFinal ? "final" : isParallel ? "parallel" : "state",
      parent,
      children: [],
      histories: [],
    };
    this.states.push(state);
    parent.children.push(state);
    if (isFinal || isFull) return;
    const children = isParallel ? 2 : dice.pick([0, 0, 1, 2, 3] as const);
    for (let index = 0; index < children; index += 1)
      this.grow(state, depth + 1);
    if (state.children.length > 0 && dice.chance(0.35))
      state.histories.push(`h${state.id}`);
  }

  private element(state: Drawn): string {
    const { dice } = this;
    const parts: string[] = [];
    if (state.kind !== "final") {
      const count = dice.pick([0, 1, 1, 2, 3] as const);
      for (let index = 0; index < count; index += 1)
        parts.push(this.transition());
    }
    if (dice.chance(0.3)) parts.push(`<onentry>${this.content(2)}</onentry>`);
    const isTop = state.parent === this.root;
    if (dice.chance(0.3) && !(state.kind === "final" && isTop))
      parts.push(`<onexit>${this.content(2)}</onexit>`);
    const isCompound = state.kind === "state" && state.children.length > 0;
    const initial = isCompound && dice.chance(0.5);
    if (initial) {
      const target =
        state.histories[0] !== undefined && dice.chance(0.3)
          ? state.histories[0]
          : this.below(state);
      parts.push(
        `<initial><transition target="${target}">${dice.chance(0.4) ? this.content(1) : ""}</transition></initial>`,
      );
    }
    for (const history of state.histories)
      parts.push(this.history(state, history));
    for (const child of state.children) parts.push(this.element(child));
    return `<${state.kind} id="${state.id}">${parts.join("\n")}</${state.kind}>`;
  }

  private history(state: Drawn, id: string): string {
    const { dice } = this;
    const deep = dice.chance(0.5);
    const target =
      state.kind === "parallel"
        ? state.children.map((child) => child.id).join(" ")
        : deep
          ? this.below(state)
          : (dice.pick(state.children)?.id ?? "");
    return `<history id="${id}" type="${deep ? "deep" : "shallow"}"><transition target="${target}">${dice.chance(0.3) ? this.content(1) : ""}</transition></history>`;
  }

  private transition(): string {
    const { dice } = this;
    const eventless = dice.chance(0.12);
    const done = dice.chance(0.2) ? this.dice.pick(this.states) : undefined;
    const event = eventless
      ? ""
      : ` event="${done === undefined ? dice.pick(DESCRIPTORS) : `done.state.${done.id}`}"`;
    // An eventless transition without a condition goes round too often.
    const cond = eventless
      ? ` cond="n &lt; ${dice.whole(1, 3)}"`
      : dice.chance(0.3)
        ? ` cond="${this.condition()}"`
        : "";
    const target =
      dice.chance(0.15) && !eventless ? "" : ` target="${this.target()}"`;
    const type = dice.chance(0.4) ? ` type="internal"` : "";
    const count = eventless ? `<assign location="n" expr="n + 1"/>` : "";
    const content = dice.chance(0.4) ? this.content(2) : "";
    return `<transition${event}${cond}${target}${type}>${count}${content}</transition>`;
  }

  private target(): string {
    const { dice } = this;
    const histories = this.states.flatMap((state) => state.histories);
    if (histories.length > 0 && dice.chance(0.25))
      return dice.pick(histories) ?? "";
    const parallel = dice.pick(
      this.states.filter(({ kind }) => kind === "parallel"),
    );
    if (parallel !== undefined && dice.chance(0.25))
      return parallel.children
        .map((child) =>
          child.children.length > 0 && dice.chance(0.7)
            ? this.below(child)
            : child.id,
        )
        .join(" ");
    return dice.pick(this.states)?.id ?? "s0";
  }

  /** Any state in another. */
  private below(state: Drawn): string {
    const { dice } = this;
    const child = dice.pick(state.children);
    if (child === undefined) return state.id;
    return child.children.length > 0 && dice.chance(0.4)
      ? this.below(child)
      : child.id;
  }

  private content(depth: number): string {
    const { dice } = this;
    const kind = dice.fraction();
    if (depth === 0) return `<assign location="n" expr="n + 1"/>`;
    const raise = `<raise event="${dice.pick(EVENTS)}"/>`;
    if (kind < 0.45) return `<assign location="n" expr="n + 1"/>`;
    if (kind < 0.5) return `<assign location="n" expr="0"/>`;
    if (kind < 0.65) return raise;
    if (kind < 0.67) return `<send event="${dice.pick(EVENTS)}"/>`;
    if (kind < 0.72)
      return `<send event="${dice.pick(EVENTS)}" id="${dice.pick(IDS)}" delay="${dice.pick([10, 20, 25])}ms"/>`;
    if (kind < 0.78) return `<cancel sendid="${dice.pick(IDS)}"/>`;
    const inner = `${this.content(depth - 1)}${dice.chance(0.5) ? this.content(depth - 1) : ""}`;
    const otherwise = dice.chance(0.5)
      ? `<else/>${this.content(depth - 1)}`
      : "";
    return `<if cond="${this.condition()}">${inner}${otherwise}</if>`;
  }

  private condition(): string {
    const { dice } = this;
    if (dice.chance(0.4)) return `n &lt; ${dice.whole(0, 4)}`;
    const asked = `In('${dice.pick(this.states)?.id ?? "s0"}')`;
    return dice.chance(0.3) ? `!${asked}` : asked;
  }
}
