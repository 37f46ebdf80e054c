/** What a class keeps of its regions and histories, and how the base class asks for it. */
import {
  childrenOf,
  regionOf,
  type State,
  type Strategy,
} from "../model/index.ts";
import { historyField } from "./history.ts";
import { docComment } from "./layout/comment.ts";
import { group, ifBreak, indent, softline, type Doc } from "./layout/doc.ts";
import { array, atom, call, type Code } from "./layout/expression.ts";
import { caseOf, giveBack, method, switchOn } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import { regionField } from "./places.ts";
import type { Unit } from "./unit.ts";

/** The children of parallel states, in document order. */
export function regionsOf({ states }: Strategy): readonly State[] {
  return states.filter((state) => state.parent?.kind === "parallel");
}

/** Fields that a macrostep changes besides context and time stamps. */
export function configurationFields({
  strategy,
  traits,
}: Unit): readonly string[] {
  return [
    ...regionsOf(strategy).map(regionField),
    ...[...traits.histories.keys()].map(historyField),
  ];
}

export function regionFields({
  strategy,
  traits,
  runtime,
}: Unit): readonly Doc[] {
  return [
    ...regionsOf(strategy).map((region) => [
      docComment(`What is active in ${region.path}.`),
      `private ${regionField(region)}: number = ${runtime.value("NOWHERE")};`,
    ]),
    ...[...traits.histories.keys()].map((state) => [
      docComment(`What was active in ${state.path} when it was last left.`),
      `private ${historyField(state)}: readonly number[] | null = null;`,
    ]),
  ];
}

/** None of them is active. */
export function regionsLeft({ strategy, runtime }: Unit): readonly Doc[] {
  return regionsOf(strategy).map(
    (region) => `this.${regionField(region)} = ${runtime.value("NOWHERE")};`,
  );
}

export function regionMethods(unit: Unit): readonly Doc[] {
  const { strategy, traits, names } = unit;
  if (!traits.isStatechart) return [];
  const regions = regionsOf(strategy);
  const states: Code = {
    kind: "call",
    doc: group([
      "this.leaves().flatMap(",
      indent([softline, `(leaf) => ${names.value}States[leaf] ?? []`]),
      ifBreak(","),
      softline,
      ")",
    ]),
    bare: false,
  };
  const configuration = method(
    "override get configuration",
    [],
    `readonly ${names.type}State[]`,
    [giveBack(states)],
  );
  return [
    ...(regions.length > 0 ? [configuration, ...leaves(strategy)] : []),
    ...(regions.length > 0 ? places(regions) : []),
    ...(traits.histories.size > 0
      ? recordings([...traits.histories.keys()], unit)
      : []),
  ];
}

/** `leaves()`, and one for each region that holds a parallel state. */
function leaves(strategy: Strategy): readonly Doc[] {
  const holders = [
    null,
    ...regionsOf(strategy).filter((region) => holdsParallel(region, strategy)),
  ];
  return holders.map((holder) => {
    const place =
      holder === null ? "this.active" : `this.${regionField(holder)}`;
    const cases = parallelsIn(holder, strategy).map((state) =>
      caseOf(
        [`case ${state.index}: // ${state.path}`],
        [
          giveBack(
            array(
              childrenOf(state).map((region) => leavesOf(region, strategy)),
            ),
          ),
        ],
      ),
    );
    const otherwise =
      holder === null
        ? "return super.leaves();"
        : giveBack(array([atom(place)]));
    return method(
      holder === null
        ? "protected override leaves"
        : `private leaves$${safePath(holder.path)}`,
      [],
      "readonly number[]",
      [switchOn(place, [...cases, caseOf(["default:"], [otherwise])])],
    );
  });
}

function leavesOf(region: State, strategy: Strategy): Code {
  return holdsParallel(region, strategy)
    ? atom(`...this.leaves$${safePath(region.path)}()`)
    : atom(`this.${regionField(region)}`);
}

function holdsParallel(region: State, strategy: Strategy): boolean {
  return parallelsIn(region, strategy).length > 0;
}

function parallelsIn(
  region: State | null,
  { states }: Strategy,
): readonly State[] {
  return states.filter(
    (state) => state.kind === "parallel" && regionOf(state) === region,
  );
}

function places(regions: readonly State[]): readonly Doc[] {
  const cases = (end: (region: State) => readonly Doc[]) =>
    regions.map((region) =>
      caseOf([`case ${region.index}: // ${region.path}`], end(region)),
    );
  return [
    method("protected override activeIn", ["region: number"], "number", [
      switchOn("region", [
        ...cases((region) => [`return this.${regionField(region)};`]),
        caseOf(["default:"], ["return this.active;"]),
      ]),
    ]),
    method(
      "protected override place",
      ["region: number | null", "state: number"],
      "void",
      [
        switchOn("region", [
          ...cases((region) => [
            `this.${regionField(region)} = state;`,
            "break;",
          ]),
          caseOf(["default:"], ["this.active = state;"]),
        ]),
      ],
    ),
  ];
}

function recordings(
  histories: readonly State[],
  { runtime }: Unit,
): readonly Doc[] {
  return [
    method("protected override recordings", [], runtime.type("Recordings"), [
      giveBack(
        call("new Map", [
          array(
            histories.map((state) =>
              array([
                atom(String(state.index)),
                atom(`this.${historyField(state)}`),
              ]),
            ),
            histories.length > 1,
          ),
        ]),
      ),
    ]),
    method(
      "protected override restoreRecording",
      ["state: number", "leaves: readonly number[]"],
      "void",
      [
        switchOn("state", [
          ...histories.map((state) =>
            caseOf(
              [`case ${state.index}: // ${state.path}`],
              [`this.${historyField(state)} = leaves;`, "break;"],
            ),
          ),
          ["default:"],
        ]),
      ],
    ),
  ];
}
