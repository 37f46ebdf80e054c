/** Who is asked about an event: the active state, or all that are active, each from the inside outwards. */
import { isLeaf, leavesOf, type State, type Strategy } from "../model/index.ts";
import { searchCall, type FactCase, type Searched } from "./facts.ts";
import type { Doc } from "./layout/doc.ts";
import {
  arrow,
  atom,
  call,
  member,
  string,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  braces,
  caseOf,
  giveBack,
  method,
  switchOn,
} from "./layout/statement.ts";
import { reactionCall } from "./state-methods.ts";
import type { Unit } from "./unit.ts";

/** From the active states outwards; null for what may not come in. */
export function choose(unit: Unit): readonly Doc[] {
  const { runtime, strategy, traits } = unit;
  const cases = leavesOf(strategy).map((leaf) =>
    caseOf([`case ${leaf.index}: // ${leaf.path}`], [reactionCall(leaf, unit)]),
  );
  const refused = caseOf(["default:"], ["return null;"]);
  const given = ["trigger: string", "payload: unknown"];
  const outcome = `${runtime.type("Outcome")} | null`;
  if (!traits.isStatechart)
    return [
      method("private choose", given, outcome, [
        switchOn("this.active", [...cases, refused]),
      ]),
    ];
  const picks = pickedBy("pick", [atom("trigger"), atom("payload")]);
  return [
    method("private choose", given, outcome, [
      "if (this.active < 0) return null;",
      giveBack(
        call("this.together", [picks, atom("trigger"), atom("payload")]),
      ),
    ]),
    method("private pick", ["leaf: number", ...given], runtime.type("Choice"), [
      switchOn("leaf", [...cases, refused]),
    ]),
  ];
}

/** `this.leaves().map((leaf) => this.pick(leaf, trigger, payload))` */
function pickedBy(name: string, args: readonly Code[]): Code {
  const pick = arrow("(leaf)", call(`this.${name}`, [atom("leaf"), ...args]));
  return call(member(call("this.leaves", []), ".map"), [pick]);
}

const SEARCH: Readonly<Record<Searched, string>> = {
  always: "always",
  error: "onError",
  recover: "onRecover",
};

export function searched(what: Searched, unit: Unit): readonly FactCase[] {
  return isSearched(what, unit)
    ? [{ name: what, handler: giveBack(call(`this.${SEARCH[what]}`, [])) }]
    : [];
}

/** Null: nothing is left to try, so nothing has happened that anything could follow from. */
export function errorCase(unit: Unit): readonly FactCase[] {
  const found = searched("error", unit);
  return found.length > 0 || unit.traits.isPlain
    ? found
    : [{ name: "error", handler: "return null;" }];
}

export function isSearched(what: Searched, { strategy }: Unit): boolean {
  return leavesOf(strategy).some((leaf) => searchCall(leaf, what) !== null);
}

/** From the active states outwards, for what is no trigger. */
export function search(what: Searched, unit: Unit): readonly Doc[] {
  if (!isSearched(what, unit)) return [];
  const { runtime, strategy, traits } = unit;
  const name = SEARCH[what];
  const nothing = what === "error" ? "return null;" : 'return "ignored";';
  const cases = askedFirst(what, strategy).flatMap((state) => {
    const found = searchCall(state, what);
    return found === null
      ? []
      : [caseOf([`case ${state.index}: // ${state.path}`], [giveBack(found)])];
  });
  const otherwise = caseOf(["default:"], [nothing]);
  const outcome = runtime.type("Outcome");
  if (!traits.isStatechart) {
    const given = what === "error" ? `${outcome} | null` : outcome;
    const all = [...cases, otherwise];
    const body =
      what === "error" && runsAround(strategy).length > 0
        ? ["const [state] = this.failing();", switchOn("state", all)]
        : [switchOn("this.active", all)];
    return [method(`private ${name}`, [], given, body)];
  }
  return [
    method(
      `private ${name}`,
      [],
      `${outcome} | null`,
      what === "error" ? FIRST_FOUND : [together(what)],
    ),
    method(`private ${name}In`, ["leaf: number"], runtime.type("Choice"), [
      switchOn("leaf", [...cases, otherwise]),
    ]),
  ];
}

/** The active states; of a failed activity without an arm the state that it runs in, which may have others inside. */
function askedFirst(what: Searched, strategy: Strategy): readonly State[] {
  const leaves = leavesOf(strategy);
  return what === "error" ? [...leaves, ...runsAround(strategy)] : leaves;
}

/** States that run something and have others inside. */
function runsAround({ states }: Strategy): readonly State[] {
  return states.filter((state) => !isLeaf(state) && state.runs.length > 0);
}

function together(what: Searched): Doc {
  const picks = pickedBy(`${SEARCH[what]}In`, []);
  return giveBack(call("this.together", [picks, string(what), word("null")]));
}

/** Errors are tried one after the other. */
const FIRST_FOUND: readonly Doc[] = [
  [
    "for (const state of this.failing()) ",
    braces([
      "const pick = this.onErrorIn(state);",
      'if (typeof pick === "number") return this.alone(pick, null);',
    ]),
  ],
  "return null;",
];
