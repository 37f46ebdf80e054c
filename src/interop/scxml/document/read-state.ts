import { attribute, type XmlElement } from "../xml/element.ts";
import type {
  Block,
  DoneData,
  HistoryElement,
  InitialElement,
  StateElement,
  TransitionElement,
} from "./document.ts";
import { readBlock } from "./read-executable.ts";
import { readPayload } from "./read-payload.ts";
import {
  checkAttributes,
  fileText,
  inside,
  requiredAttribute,
  scxmlChildren,
  textAttribute,
  wordsOf,
  type Reading,
} from "./reading.ts";

const STATES = ["state", "parallel", "final"];
const SCXML_CHILDREN = [...STATES, "datamodel", "script", "transition"];
const STATE_CHILDREN = [
  "onentry",
  "onexit",
  "transition",
  "initial",
  "history",
  "datamodel",
  "invoke",
  ...STATES,
];
const PARALLEL_CHILDREN = STATE_CHILDREN.filter(
  (name) => name !== "initial" && name !== "final",
);
const FINAL_CHILDREN = ["onentry", "onexit", "donedata"];

/** An element that is a state, or `<scxml>` itself, with all that lies in it. */
export function readState(element: XmlElement, reading: Reading): StateElement {
  const kind = kindOf(element.name);
  if (kind !== "root")
    checkAttributes(
      element,
      kind === "state" ? ["id", "initial"] : ["id"],
      reading,
    );
  const children = scxmlChildren(element, allowedIn(kind), reading);
  const named = (name: string): readonly XmlElement[] =>
    children.filter((child) => child.name === name);
  for (const invoke of named("invoke"))
    reading.remarks.lost(
      "<invoke> starts another session",
      "a spec is one machine: what it waits for outside is an activity, which a spec declares with its types",
      invoke.span,
    );
  const transitions = named("transition").map((child) =>
    readTransition(child, reading),
  );
  if (kind === "root" && transitions.length > 0)
    reading.remarks.assumed(
      "<transition> in <scxml> is taken as one of each state in it",
      "the recommendation has no place for it there; other interpreters take it so",
      element.span,
    );
  return {
    kind,
    id: kind === "root" ? null : textAttribute(element, "id"),
    span: element.span,
    initial: readInitial(element, named("initial"), reading),
    children: children
      .filter(({ name }) => STATES.includes(name))
      .map((child) => readState(child, reading))
      .map((child) => (kind === "root" ? inherit(child, transitions) : child)),
    histories: named("history").map((child) => readHistory(child, reading)),
    transitions: kind === "root" ? [] : transitions,
    onentry: named("onentry").map((child) => readBlock(child, reading)),
    onexit: named("onexit").map((child) => readBlock(child, reading)),
    data: named("datamodel").flatMap((child) => readData(child, reading)),
    donedata: readDoneData(named("donedata"), reading),
  };
}

/** What stands in `<scxml>` comes behind what its states have themselves. */
function inherit(
  state: StateElement,
  transitions: readonly TransitionElement[],
): StateElement {
  if (state.kind === "final" || transitions.length === 0) return state;
  return { ...state, transitions: [...state.transitions, ...transitions] };
}

function kindOf(name: string): StateElement["kind"] {
  if (name === "parallel" || name === "final") return name;
  return name === "scxml" ? "root" : "state";
}

function allowedIn(kind: StateElement["kind"]): readonly string[] {
  switch (kind) {
    case "root":
      return SCXML_CHILDREN;
    case "state":
      return STATE_CHILDREN;
    case "parallel":
      return PARALLEL_CHILDREN;
    case "final":
      return FINAL_CHILDREN;
  }
}

function readInitial(
  element: XmlElement,
  elements: readonly XmlElement[],
  reading: Reading,
): InitialElement | null {
  const [initial] = elements;
  const said = attribute(element, "initial");
  if (initial === undefined)
    return said === null
      ? null
      : { targets: wordsOf(element, "initial"), content: [], span: said.span };
  const { targets, content } = onlyTransition(initial, reading);
  return { targets, content, span: initial.span };
}

function readHistory(element: XmlElement, reading: Reading): HistoryElement {
  checkAttributes(element, ["id", "type"], reading);
  const { targets, content } = onlyTransition(element, reading);
  return {
    id: textAttribute(element, "id"),
    deep: attribute(element, "type")?.value === "deep",
    targets,
    content,
    span: element.span,
  };
}

/** Of `<initial>` and `<history>`. */
function onlyTransition(
  element: XmlElement,
  reading: Reading,
): Pick<TransitionElement, "targets" | "content"> {
  const [transition] = scxmlChildren(element, ["transition"], reading);
  if (transition === undefined) return { targets: [], content: NOTHING };
  return readTransition(transition, reading);
}

const NOTHING: Block = [];

function readTransition(
  element: XmlElement,
  reading: Reading,
): TransitionElement {
  checkAttributes(element, ["event", "cond", "target", "type"], reading);
  return {
    events: wordsOf(element, "event"),
    cond: textAttribute(element, "cond"),
    targets: wordsOf(element, "target"),
    internal: attribute(element, "type")?.value === "internal",
    content: readBlock(element, reading),
    span: element.span,
  };
}

function readData(element: XmlElement, reading: Reading): StateElement["data"] {
  return scxmlChildren(element, ["data"], reading).flatMap((data) => {
    checkAttributes(data, ["id", "src", "expr"], reading);
    const id = requiredAttribute(data, "id", reading);
    if (id === null) return [];
    const expr = textAttribute(data, "expr");
    const src = textAttribute(data, "src");
    const file = src === null ? null : fileText(src, reading);
    const content = file ?? inside(data);
    return [
      { id, expr, src: file === null ? src : null, content, span: data.span },
    ];
  });
}

function readDoneData(
  elements: readonly XmlElement[],
  reading: Reading,
): DoneData | null {
  const [element] = elements;
  if (element === undefined) return null;
  return { ...readPayload(element, reading), span: element.span };
}
