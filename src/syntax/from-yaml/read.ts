import { isAlias, isMap, isPair, isScalar, isSeq } from "yaml";
import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  aliasedTooMuch,
  aliasInItself,
  duplicateKey,
  keyNotText,
  mergeNotMapping,
  tooDeep,
  unknownAnchor,
} from "../../diagnostics/messages/yaml.ts";
import type { SourceFile, Span } from "../../source/index.ts";
import { LIMITS } from "./limits.ts";
import { emptyAt, scalarOf } from "./scalar.ts";
import { parseDocuments, type Told } from "./text.ts";
import {
  isEmpty,
  type YamlEntry,
  type YamlMapping,
  type YamlValue,
} from "./value.ts";

export interface YamlDocument {
  readonly root: YamlValue;
  /** Something was reported that makes what lies within unreliable. */
  readonly broken: boolean;
}

/** A value, and how much it is with all its aliases written out. */
interface Read {
  readonly value: YamlValue;
  readonly size: number;
  readonly depth: number;
}

/** A text as documents of plain values; empty ones are left out. */
export function readYaml(
  source: SourceFile,
  told: Told,
): readonly YamlDocument[] {
  const { report } = told;
  const documents: YamlDocument[] = [];
  for (const document of parseDocuments(source, told)) {
    const { contents } = document;
    const unsound = document.errors.length + document.warnings.length > 0;
    let broken = unsound;
    const reader = new Reader(source, (diagnostic) => {
      broken = true;
      // After a syntax error of YAML another would most likely be the same one again.
      if (!unsound || diagnostic.rule !== "syntax-error") report(diagnostic);
    });
    const root = reader.read(contents).value;
    if (!isEmpty(root)) documents.push({ root, broken });
  }
  return documents;
}

class Reader {
  private readonly source: SourceFile;
  private readonly report: (diagnostic: Diagnostic) => void;
  /** `open`: being read, so that an alias to it would contain itself. */
  private readonly anchors = new Map<string, Read | "open">();
  private aliased = 0;

  constructor(source: SourceFile, report: (diagnostic: Diagnostic) => void) {
    this.source = source;
    this.report = report;
  }

  read(node: unknown): Read {
    if (isAlias(node)) {
      const start = node.range?.[0] ?? 0;
      return this.alias(
        node.source,
        this.span(start, node.range?.[1] ?? start),
      );
    }
    const anchor =
      isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor === undefined) return this.plain(node);
    this.anchors.set(anchor, "open");
    const read = this.plain(node);
    this.anchors.set(anchor, read);
    return read;
  }

  private alias(name: string, span: Span): Read {
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.report(at({ span }, unknownAnchor(name, [...this.anchors.keys()])));
      return this.empty(span);
    }
    if (target === "open") {
      this.report(at({ span }, aliasInItself(name)));
      return this.empty(span);
    }
    return this.within(target.size, span) ? target : this.empty(span);
  }

  /** Whether so many more values by way of aliases are still within the limit; says once that they are not. */
  private within(size: number, span: Span): boolean {
    const before = this.aliased;
    this.aliased += size;
    if (this.aliased <= LIMITS.aliased) return true;
    if (before <= LIMITS.aliased)
      this.report(at({ span }, aliasedTooMuch(LIMITS.aliased)));
    return false;
  }

  private plain(node: unknown): Read {
    if (isMap(node)) return this.mapping(node.items, this.rangeOf(node.range));
    if (isSeq(node)) {
      const span = this.rangeOf(node.range);
      const items = node.items.map((item) => this.read(item));
      const value: YamlValue = {
        kind: "list",
        items: items.map((item) => item.value),
        span,
      };
      return this.around(value, items);
    }
    const value = isScalar(node)
      ? scalarOf(this.source, node)
      : emptyAt(this.span(0, 0));
    return { value, size: 1, depth: 1 };
  }

  private around(value: YamlValue, parts: readonly Read[]): Read {
    const depth =
      parts.reduce((most, part) => Math.max(most, part.depth), 0) + 1;
    const size = parts.reduce((sum, part) => sum + part.size, 1);
    if (depth <= LIMITS.depth) return { value, size, depth };
    this.report(at({ span: value.span }, tooDeep(LIMITS.depth)));
    return this.empty(value.span);
  }

  private mapping(pairs: readonly unknown[], span: Span): Read {
    const own = new Map<string, YamlEntry>();
    const merged = new Map<string, YamlEntry>();
    const order: YamlEntry[] = [];
    const parts: Read[] = [];
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const key = this.read(pair.key);
      const { span: keySpan } = key.value;
      const value =
        pair.value === null
          ? this.empty(this.span(keySpan.end, keySpan.end))
          : this.read(pair.value);
      parts.push(value);
      if (key.value.kind !== "scalar") {
        this.report(at({ span: key.value.span }, keyNotText()));
        continue;
      }
      if (key.value.text === "<<" && !key.value.quoted) {
        for (const entry of this.merge(value.value))
          if (!merged.has(entry.key.text)) {
            merged.set(entry.key.text, entry);
            order.push(entry);
          }
        continue;
      }
      const first = own.get(key.value.text);
      if (first === undefined) {
        const entry = { key: key.value, value: value.value };
        own.set(key.value.text, entry);
        order.push(entry);
      } else {
        const related = [{ message: "first here", span: first.key.span }];
        const finding = duplicateKey(key.value.text);
        this.report(at({ span: key.value.span, related }, finding));
      }
    }
    const entries = order.filter(
      (entry) => (own.get(entry.key.text) ?? entry) === entry,
    );
    return this.around({ kind: "mapping", entries, span }, parts);
  }

  private merge(value: YamlValue): readonly YamlEntry[] {
    if (isEmpty(value)) return [];
    const from = value.kind === "list" ? value.items : [value];
    const mappings = from.filter(
      (item): item is YamlMapping => item.kind === "mapping",
    );
    if (mappings.length < from.length)
      this.report(at({ span: value.span }, mergeNotMapping()));
    const entries = mappings.flatMap((mapping) => mapping.entries);
    return this.within(entries.length, value.span) ? entries : [];
  }

  private empty(span: Span): Read {
    return { value: emptyAt(span), size: 1, depth: 1 };
  }

  private rangeOf(range: readonly number[] | null | undefined): Span {
    const start = range?.[0] ?? 0;
    return this.span(start, range?.[1] ?? start);
  }

  private span(start: number, end: number): Span {
    return { file: this.source, start, end };
  }
}
