import type { Loss } from "../../../diagnostics/index.ts";
import type { State, Strategy } from "../../../model/index.ts";
import { effectsContent } from "./content.ts";
import { script, type Around } from "./expression.ts";
import { Losses } from "./losses.ts";
import { reportStrategy } from "./strategy-losses.ts";
import {
  dataName,
  enteredData,
  HALTED_DATA,
  Names,
  TIMEOUT_DATA,
} from "./names.ts";
import type { Document } from "./document.ts";
import { expressionsOf, reads, readsElapsed } from "./reads.ts";
import { stateElement } from "./states.ts";
import { periods } from "./timers.ts";
import { comment, element, printXml, type Xml } from "./xml.ts";

/** The namespace of the elements and attributes that are fsmc's own. */
const FSMC = "urn:fsmc:scxml";

/** A document, and what it leaves out of the strategy. */
export interface ExportedScxml {
  readonly text: string;
  readonly losses: readonly Loss[];
}

/**
 * The strategy as SCXML (W3C Recommendation, 1 September 2015) with the data model `ecmascript`. What has no callbacks,
 * policies and deferrals means the same there.
 */
export function toScxml(strategy: Strategy): ExportedScxml {
  const names = new Names(strategy);
  const losses = new Losses();
  const around: Around = { names, losses, state: null, args: new Map() };
  reportStrategy(strategy, losses);
  const document: Document = {
    strategy,
    around,
    histories: historiesIn(strategy),
  };
  const { targets, effects } = strategy.root.initial;
  const first = targets.map((target) => names.idOf(target)).join(" ");
  // The element has an attribute only: what is done before the first state needs one of its own.
  const start = effects.length === 0 ? null : names.free("start");
  const children: readonly Xml[] = [
    ...dataOf(document),
    ...(start === null
      ? []
      : [
          element("state", { id: start }, [
            element(
              "transition",
              { target: first },
              effectsContent(effects, around),
            ),
          ]),
        ]),
    ...strategy.root.children.flatMap((state) => stateElement(state, document)),
  ];
  const root = element(
    "scxml",
    {
      xmlns: "http://www.w3.org/2005/07/scxml",
      "xmlns:fsmc": FSMC,
      version: "1.0",
      name: strategy.name,
      datamodel: "ecmascript",
      initial: start ?? first,
    },
    strategy.doc === null ? children : [comment(strategy.doc), ...children],
  );
  return { text: printXml(root), losses: losses.all };
}

/** Params and context in the order in which they read each other, and what the document keeps for itself. */
function dataOf(document: Document): readonly Xml[] {
  const { strategy } = document;
  const around: Around = { ...document.around, state: null };
  const data = (id: string, expr: string | null): Xml =>
    element("data", { id, expr });
  const all = [
    ...strategy.params.map((param) =>
      data(
        dataName(param.name),
        param.default === null ? null : script(param.default, around),
      ),
    ),
    ...strategy.context.map((field) =>
      data(dataName(field.name), script(field.default, around)),
    ),
    ...strategy.states.flatMap(periods),
    ...strategy.states
      .filter(readsElapsed)
      .map((state) => data(enteredData(around.names.idOf(state)), "0")),
    ...(strategy.timeout === null ? [] : [data(TIMEOUT_DATA, "false")]),
    ...(readsHalted(strategy) ? [data(HALTED_DATA, "false")] : []),
  ];
  return all.length === 0 ? [] : [element("datamodel", {}, all)];
}

function readsHalted({ states, root }: Strategy): boolean {
  return [root, ...states].some((state) =>
    expressionsOf(state).some((each) => reads(each, "halted")),
  );
}

function historiesIn({
  branches,
}: Strategy): ReadonlyMap<State, ReadonlySet<"shallow" | "deep">> {
  const found = new Map<State, Set<"shallow" | "deep">>();
  for (const { target } of branches)
    for (const { state, history } of target?.states ?? [])
      if (history !== "none")
        found.set(state, (found.get(state) ?? new Set()).add(history));
  return found;
}
