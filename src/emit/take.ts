/** Where several states are active at once, a step is taken by parts: a method each, called for its exits, its effects and its entries. */
import { domainOf, type Branch } from "../model/index.ts";
import { Body, type ClassParts, type Picked } from "./body.ts";
import { dynamicDomain, dynamicDomains, initialOf } from "./domains.ts";
import { effectStatement } from "./effects.ts";
import { historyField, resumeCall } from "./history.ts";
import { quote } from "./layout/comment.ts";
import { mentions, type Doc } from "./layout/doc.ts";
import { atom, binary, call, number, unary } from "./layout/expression.ts";
import {
  braces,
  caseOf,
  giveBack,
  method,
  switchOn,
  when,
  whenBlock,
} from "./layout/statement.ts";
import { isSilent, stepDeclaration, waysOut } from "./transitions.ts";
import { expressionsOf } from "./walk.ts";
import { plainly, waysIn } from "./ways-in.ts";

/** `take`, and a method for each step that something picks. */
export function takeMethods(parts: ClassParts): readonly Doc[] {
  const steps = [...parts.picked].toSorted(([a], [b]) => a - b);
  if (steps.length === 0) return [];
  const cases = steps.map(([step]) =>
    caseOf(
      [`case ${step}:`],
      [giveBack(call(`this.take$${step}`, [atom("parts"), atom("payload")]))],
    ),
  );
  return [
    method(
      "protected override take",
      ["step: number", "parts: number", "payload: unknown"],
      "void",
      [switchOn("step", [...cases, ["default:"]])],
    ),
    ...dynamicDomains(steps),
    ...steps.map(([step, picked]) => takeMethod(step, picked, parts)),
  ];
}

function takeMethod(step: number, picked: Picked, parts: ClassParts): Doc {
  const { branch, cause } = picked;
  const body = new Body(
    parts,
    branch.source,
    branch.effects.flatMap(expressionsOf),
    {
      result: "payload",
    },
  );
  const { exits, entries } = waysOf(branch, step, parts);
  const effects = [
    ...(isSilent(branch, cause) ? [] : [`this.took(${step});`]),
    ...branch.effects.map((effect) => effectStatement(effect, body, "step")),
  ];
  const sections = [
    ...section("EXITS", exits, parts),
    ...section("EFFECTS", effects, parts),
    ...section("ENTRIES", entries, parts),
  ];
  const asksStep = mentions(sections, "step");
  const declared = asksStep
    ? [stepDeclaration("step", branch, cause, body)]
    : [];
  const all = body.with([...declared, ...sections]);
  const asksPayload = mentions(all, "payload");
  const fits =
    asksPayload && cause.fits !== undefined && cause.fits !== null
      ? [when(unary("!", cause.fits), "return;")]
      : [];
  const asked = sections.length > 0 ? "parts: number" : "_parts: number";
  return [
    quote(`${branch.source.path}: ${branch.text}`),
    method(
      `private take$${step}`,
      [asked, asksPayload ? "payload: unknown" : "_payload: unknown"],
      "void",
      [...fits, ...all],
    ),
  ];
}

function section(
  name: "EXITS" | "EFFECTS" | "ENTRIES",
  statements: readonly Doc[],
  { unit }: ClassParts,
): readonly Doc[] {
  if (statements.length === 0) return [];
  const bits = `(parts & ${unit.runtime.value(name)})`;
  const test = binary(atom(bits), "!==", number(0));
  return [whenBlock(test, statements)];
}

interface Ways {
  readonly exits: readonly Doc[];
  readonly entries: readonly Doc[];
}

function waysOf(branch: Branch, step: number, parts: ClassParts): Ways {
  const { target, source } = branch;
  if (target === null) return { exits: [], entries: [] };
  const { root } = parts.unit.strategy;
  const domain = domainOf(source, target) ?? root;
  const usual: Ways = {
    exits: waysOut(branch, domain, parts),
    entries: waysIn(target.states, domain, parts, "step"),
  };
  const dynamic = dynamicDomain(branch);
  if (dynamic === null) return usual;
  const { state, unrecorded, candidates } = dynamic;
  const recorded = `this.${historyField(state)}`;
  const first: Ways = {
    exits: waysOut(branch, unrecorded, parts),
    entries: waysIn(plainly(initialOf(state)), unrecorded, parts, "step"),
  };
  const inner = candidates.map((candidate) => ({
    candidate,
    exits: waysOut(branch, candidate, parts),
    entries: [resumeCall(candidate, "deep", recorded, "step")],
  }));
  const chosen = (part: keyof Ways): Doc =>
    switchOn(`this.domain(${step})`, [
      ...inner.map((each) =>
        caseOf([`case ${each.candidate.index}:`], [...each[part], "break;"]),
      ),
      caseOf(["default:"], usual[part]),
    ]);
  const pick = (part: keyof Ways): readonly Doc[] => [
    [
      `if (${recorded} === null) `,
      braces(first[part]),
      " else ",
      braces(inner.length === 0 ? usual[part] : [chosen(part)]),
    ],
  ];
  return { exits: pick("exits"), entries: pick("entries") };
}
