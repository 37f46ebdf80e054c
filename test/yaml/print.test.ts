import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SourceFile } from "../../src/source/index.ts";
import type { SpecFile, StateDeclaration } from "../../src/syntax/ast.ts";
import { parseFsm } from "../../src/syntax/from-fsm.ts";
import { parseYaml } from "../../src/syntax/from-yaml.ts";
import { printFile, printYaml } from "../../src/format/index.ts";
import { arbitrarySpecFile } from "../support/arbitrary-ast.ts";
import { meaningOf } from "../support/meaning.ts";
import { placesOf } from "./places-of.ts";
import { randomSpec } from "../support/random-spec.ts";

const TIMERS: readonly string[] = ["after", "at", "every"];

/** What a mapping gathers under one key, the keys in the order in which they come first; timers keep their order. */
function gathered<Part extends { readonly kind: string }>(
  parts: readonly Part[],
): readonly Part[] {
  const timers = parts.filter(({ kind }) => TIMERS.includes(kind));
  const changes = timers.filter(
    ({ kind }, at) => kind !== timers[at - 1]?.kind,
  );
  const mixed = new Set(changes.map(({ kind }) => kind)).size < changes.length;
  const keyOf = ({ kind }: Part): string =>
    mixed && TIMERS.includes(kind) ? "timers" : kind;
  return [...new Set(parts.map(keyOf))].flatMap((key) =>
    parts.filter((part) => keyOf(part) === key),
  );
}

function inYamlOrder(file: SpecFile): SpecFile {
  return {
    ...file,
    declarations: gathered(file.declarations),
    strategies: file.strategies.map((strategy) => ({
      ...strategy,
      members: gathered(strategy.members).map((member) =>
        member.kind === "state" ? stateInOrder(member) : member,
      ),
    })),
  };
}

function stateInOrder(state: StateDeclaration): StateDeclaration {
  const items = gathered(state.items).map((item) =>
    item.kind === "state" ? stateInOrder(item) : item,
  );
  return { ...state, items };
}

/** The file as its YAML is read. */
function throughYaml(file: SpecFile): SpecFile {
  const source = new SourceFile("a.yaml", printYaml(file), "yaml");
  const { file: read, diagnostics } = parseYaml(source);
  const [problem] = diagnostics;
  if (problem !== undefined)
    throw new Error(`${problem.message}\n${source.text}`);
  return read;
}

const folder = new URL("./pairs/", import.meta.url);

test.each(readdirSync(folder).filter((name) => name.endsWith(".fsm")))(
  "%s is the same after a way through YAML",
  (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { file } = parseFsm(new SourceFile(name, text, "fsm"));
    expect(meaningOf(throughYaml(file))).toEqual(meaningOf(inYamlOrder(file)));
  },
);

test("any valid strategy is the same after a way through YAML, and has the same words under its places", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = new SourceFile("a.fsm", randomSpec(seed), "fsm");
      // As the printer writes it, without the parentheses that need not be there.
      const canonical = printFile(parseFsm(random).file);
      const source = new SourceFile("a.fsm", canonical, "fsm");
      const file = inYamlOrder(parseFsm(source).file);
      const read = throughYaml(file);
      expect(meaningOf(read)).toEqual(meaningOf(file));
      expect(placesOf(read)).toEqual(placesOf(file));
    }),
    { numRuns: 40 },
  );
});

/** Keys that a mapping of YAML has once, where two would be an error in either spelling, or say the same as one. */
const ONCE: readonly string[] = ["version", "errors", "timeout", "initial"];

function keyOf(part: object): string | null {
  if ("rule" in part) return JSON.stringify(meaningOf(part.rule));
  if ("outcomes" in part) return JSON.stringify(meaningOf(part.outcomes));
  if ("kind" in part && typeof part.kind === "string") {
    if (ONCE.includes(part.kind)) return part.kind;
    if (!("name" in part) || part.kind === "cancel") return null;
    return `${part.kind} ${JSON.stringify(meaningOf(part.name))}`;
  }
  return "type" in part && "name" in part
    ? JSON.stringify(meaningOf(part.name))
    : null;
}

function hasTwins(value: unknown): boolean {
  if (value instanceof SourceFile) return false;
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value)) return Object.values(value).some(hasTwins);
  const keys = value.flatMap((part: unknown) =>
    typeof part === "object" && part !== null ? (keyOf(part) ?? []) : [],
  );
  return new Set(keys).size < keys.length || value.some(hasTwins);
}

test("any file that can be spelled is the same after a way through YAML", () => {
  fc.assert(
    fc.property(arbitrarySpecFile, (file) => {
      fc.pre(!hasTwins(file));
      const read = throughYaml(file);
      expect(meaningOf(read)).toEqual(meaningOf(inYamlOrder(file)));
    }),
    { numRuns: 300 },
  );
});
