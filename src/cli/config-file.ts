import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
} from "yaml";
import {
  isRuleName,
  ruleSetting,
  type LaterRuleName,
  type RuleName,
  type RuleSettings,
  type Setting,
} from "../diagnostics/index.ts";
import { nearest } from "../source/index.ts";
import { UsageError } from "./exit.ts";
import { DEFAULTS, type Config } from "./config.ts";

const KEYS = ["specs", "out", "data", "rules"] as const;

/**
 * The configuration in a YAML text.
 *
 * @param path of the file, for messages
 * @throws UsageError that names each mistake with its place
 */
export function readConfig(text: string, path: string): Config {
  const reader = new ConfigReader(text, path);
  const config = reader.read();
  reader.finish();
  return config;
}

/** What a list or mapping is called where one word is wanted. */
const SHAPE = "[…]";

interface Entry {
  readonly key: string;
  readonly keyNode: unknown;
  readonly value: unknown;
}

class ConfigReader {
  readonly #text: string;
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #mistakes: { readonly offset: number; readonly text: string }[] = [];

  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
  }

  read(): Config {
    const document = parseDocument(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
    });
    for (const error of document.errors)
      this.#mistakes.push({ offset: error.pos[0], text: error.message });
    if (this.#mistakes.length > 0) return DEFAULTS;
    let config: Config = DEFAULTS;
    for (const { key, keyNode, value } of this.#entries(document.contents)) {
      if (key === "specs")
        config = { ...config, specs: this.#texts(key, value) };
      else if (key === "out" || key === "data")
        config = { ...config, [key]: this.#string(key, value) };
      else if (key === "rules")
        config = { ...config, rules: this.#rules(value) };
      else this.#unknownKey(key, keyNode);
    }
    return config;
  }

  /** @throws UsageError if anything was wrong */
  finish(): void {
    if (this.#mistakes.length === 0) return;
    const lines = this.#mistakes
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, text }) => {
        const { line, col } = this.#lines.linePos(offset);
        return `${this.#path}:${line}:${col}: ${text}`;
      });
    throw new UsageError(lines.join("\n"));
  }

  #entries(node: unknown): readonly Entry[] {
    if (isEmpty(node)) return [];
    if (!isMap(node)) {
      this.#mistake(node, "expected a mapping of settings");
      return [];
    }
    return node.items.flatMap((pair: Pair) => {
      const { key } = pair;
      if (isScalar(key) && typeof key.value === "string")
        return [{ key: key.value, keyNode: key, value: pair.value }];
      this.#mistake(key, "expected a name");
      return [];
    });
  }

  #string(key: string, node: unknown): string {
    if (isScalar(node) && typeof node.value === "string" && node.value !== "")
      return node.value;
    this.#mistake(node, `expected a path for ${key}`);
    return "";
  }

  #texts(key: string, node: unknown): readonly string[] {
    if (!isSeq(node)) return [this.#string(key, node)];
    return node.items.map((item) => this.#string(key, item));
  }

  #rules(node: unknown): RuleSettings {
    const rules = new Map<RuleName | LaterRuleName, Setting>();
    for (const { key, keyNode, value } of this.#entries(node)) {
      const setting = isScalar(value) ? String(value.value) : SHAPE;
      const parsed = ruleSetting(key, setting);
      if (parsed.ok) rules.set(parsed.rule, parsed.setting);
      // What is wrong with a rule that there is, is wrong with its setting.
      else
        this.#mistake(
          isRuleName(key) && isNode(value) ? value : keyNode,
          parsed.problem,
        );
    }
    return rules;
  }

  #unknownKey(key: string, node: unknown): void {
    const meant = nearest(key, KEYS);
    const hint =
      meant === null
        ? `the settings are ${KEYS.join(", ")}`
        : `did you mean ${meant}?`;
    this.#mistake(node, `there is no setting ${JSON.stringify(key)}; ${hint}`);
  }

  #mistake(node: unknown, text: string): void {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    this.#mistakes.push({ offset, text });
  }
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node);
}

function isEmpty(node: unknown): boolean {
  return (
    node === null ||
    node === undefined ||
    (isScalar(node) && node.value === null)
  );
}
