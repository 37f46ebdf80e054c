import { nearest } from "../../../source/index.ts";
import type { Dialect } from "../config/dialect.ts";
import type { Machine, StateNode, Text } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";

/** What a machine without an id is called by XState. */
const NAMELESS = "(machine)";

/** The ids of all states, and what targets mean by them. */
export class Ids {
  readonly #root: StateNode;
  readonly #dialect: Dialect;
  readonly #report: Remarks;
  readonly #nodes = new Map<string, StateNode>();
  readonly #ids = new Map<StateNode, string>();

  constructor({ root, id }: Machine, dialect: Dialect, report: Remarks) {
    this.#root = root;
    this.#dialect = dialect;
    this.#report = report;
    this.#add(root, id?.text ?? NAMELESS);
  }

  /** The id that XState gives a state: its own, or the machine's with the keys on the way. */
  of(node: StateNode): string {
    return this.#ids.get(node) ?? "";
  }

  #add(node: StateNode, byPath: string): void {
    const id = node.id?.text ?? byPath;
    const known = this.#nodes.get(id);
    if (known !== undefined)
      this.#report.error(
        node.id?.span ?? node.span,
        `two states have the id \`${id}\``,
        `a target \`#${id}\` could mean either; the other is \`${known.key}\``,
      );
    else this.#nodes.set(id, node);
    this.#ids.set(node, id);
    for (const child of node.children)
      this.#add(child, `${byPath}.${child.key}`);
  }

  /** The state that a target of `source` means; null, and an error, where there is none. */
  resolve(target: Text, source: StateNode): StateNode | null {
    const { text } = target;
    if (text.startsWith("#")) return this.#byId(target);
    const inside = text.startsWith(".");
    if (inside) return this.#below(source, text.slice(1), target);
    const { parent } = source;
    if (parent !== null) return this.#below(parent, text, target);
    if (this.#dialect === 4) return this.#below(source, text, target);
    return this.#unknown(
      target,
      `the machine itself has no siblings to lead to: did you mean \`.${text}\`?`,
    );
  }

  /** `initial`: a child by its key; deeper by a path or an id, as version 4 has it. */
  resolveInitial(target: Text, of: StateNode): StateNode | null {
    const child = of.children.find(({ key }) => key === target.text);
    if (child !== undefined) return child;
    return target.text.startsWith("#")
      ? this.#byId(target)
      : this.#below(of, target.text.replace(/^\./, ""), target);
  }

  /** The default of a history state: among the children of the state whose history it is. */
  resolveDefault(target: Text, history: StateNode): StateNode | null {
    return this.resolve(target, history);
  }

  /** The state of a `stateIn` or `in` by text: an id, or a path from the machine. */
  resolvePath(path: readonly string[], target: Text): StateNode | null {
    let node: StateNode = this.#root;
    for (const key of path) {
      const child = node.children.find((each) => each.key === key);
      if (child === undefined) return this.#noChild(target, node, key);
      node = child;
    }
    return node;
  }

  #byId(target: Text): StateNode | null {
    const whole = this.#nodes.get(target.text.slice(1));
    if (whole !== undefined) return whole;
    const [id = "", ...path] = pathOf(target.text.slice(1));
    const node = this.#nodes.get(id);
    if (node !== undefined) return this.#along(node, path, target);
    const byKey = [...this.#nodes.values()].find(({ key }) => key === id);
    const meant =
      byKey === undefined ? nearest(id, this.#nodes.keys()) : this.of(byKey);
    return this.#unknown(
      target,
      meant === null
        ? `no state has the id \`${id}\``
        : `no state has the id \`${id}\`: did you mean \`#${meant}\`?`,
    );
  }

  #below(node: StateNode, path: string, target: Text): StateNode | null {
    return this.#along(node, pathOf(path), target);
  }

  #along(
    from: StateNode,
    path: readonly string[],
    target: Text,
  ): StateNode | null {
    let node = from;
    for (const key of path) {
      const child = node.children.find((each) => each.key === key);
      if (child === undefined) return this.#noChild(target, node, key);
      node = child;
    }
    return node;
  }

  #noChild(target: Text, node: StateNode, key: string): null {
    const keys = node.children.map((child) => child.key);
    const meant = nearest(key, keys);
    const where = node.parent === null ? "the machine" : `\`${node.key}\``;
    const anywhere = [...this.#nodes.values()].find((each) => each.key === key);
    return this.#unknown(
      target,
      meant !== null
        ? `${where} has no child \`${key}\`: did you mean \`${meant}\`?`
        : anywhere === undefined
          ? `${where} has no child \`${key}\``
          : `${where} has no child \`${key}\`: a target names a sibling, a child (\`.key\`) or any state by its id (\`#${this.of(anywhere)}\`)`,
    );
  }

  #unknown(target: Text, why: string): null {
    this.#report.error(
      target.span,
      `there is no state \`${target.text}\``,
      why,
    );
    return null;
  }
}

/** The keys of a path; a backslash takes the dot behind it into the key. */
export function pathOf(text: string): readonly string[] {
  const keys: string[] = [];
  let key = "";
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "\\") {
      index += 1;
      key += text[index] ?? "";
    } else if (text[index] === ".") {
      keys.push(key);
      key = "";
    } else key += text[index] ?? "";
  }
  return [...keys, key];
}
