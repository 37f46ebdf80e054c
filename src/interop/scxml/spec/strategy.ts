import { posix } from "node:path";
import type { SourceFile } from "../../../source/index.ts";
import type { SpecFile, Strategy } from "../../../syntax/index.ts";
import { NameSpace, safeName } from "../../names.ts";
import { Logs } from "../content/logs.ts";
import type { Step } from "../ecmascript/index.ts";
import { Triggers, type EventFacts } from "../events/triggers.ts";
import type { Plan } from "../plan.ts";
import { Remarks } from "../remarks.ts";
import { Histories } from "../states/histories.ts";
import { Detours } from "./detours.ts";
import type { Writing } from "./reactions.ts";
import { initialTail, stateDeclaration } from "./states.ts";
import { Temporaries } from "../terms/temporaries.ts";

export interface Written {
  readonly file: SpecFile;
  readonly triggers: Triggers;
}

/** The spec that a document is. */
export function writeSpec(
  plan: Plan,
  source: SourceFile,
  remarks: Remarks,
): Written {
  const { span } = plan.tree.root.element;
  const events = new NameSpace();
  for (const event of plan.events) events.of(event);
  const triggers = new Triggers(events, factsOf(plan), span);
  const logs = new Logs(events);
  const ends = new Set(plan.dones.heard());
  for (const event of plan.events)
    if (!ends.has(event)) triggers.variant(event, false, null);
  // Only what has been written tells in which ways each event comes about, and listeners name them all: so it is written until no more is found.
  const shared = { triggers, logs, detours: new Detours(plan.tree) };
  for (let known = -1; known < triggers.size;) {
    known = triggers.size;
    write(plan, source, shared, new Remarks());
  }
  const file = write(plan, source, shared, remarks);
  return { file, triggers };
}

function write(
  plan: Plan,
  source: SourceFile,
  shared: Pick<Writing, "triggers" | "logs" | "detours">,
  remarks: Remarks,
): SpecFile {
  const { dataModel, tree, entries, document } = plan;
  const { span } = tree.root.element;
  const values = new NameSpace("expression");
  for (const { name } of dataModel.fields) values.of(name.text);
  const temporaries = new Temporaries(values);
  const writing: Writing = {
    plan,
    ...shared,
    temporaries,
    remarks,
    histories: new Histories(tree, entries, temporaries),
  };
  const initial = initialTail(tree.root, writing);
  const states = tree.root.children.map((child) =>
    stateDeclaration(child, writing),
  );
  const strategy: Strategy = {
    name: { text: strategyName(document.name?.value ?? "", source), span },
    abstract: false,
    parent: null,
    keyword: span,
    span,
    members: [
      ...dataModel.types,
      ...dataModel.fields,
      ...temporaries.fields,
      ...shared.triggers.declarations(),
      ...shared.logs.declarations(),
      ...initial,
      ...states,
      ...shared.detours.in(tree.root),
    ],
    doc: null,
    allows: [],
  };
  return { source, imports: [], declarations: [], strategies: [strategy] };
}

function strategyName(name: string, { path }: SourceFile): string {
  const wish = name.trim() === "" ? posix.parse(path).name : name;
  const words = wish.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  const joined = words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return safeName(safeName(joined === "" ? "Machine" : joined, "strategy"));
}

function factsOf({ steps, dataModel }: Plan): EventFacts {
  const cancelled = new Set(
    steps.flatMap((step) => (step.kind === "cancel" ? [step.sendid] : [])),
  );
  const sendids = new Map<string, Set<string | null>>();
  for (const step of steps)
    if (isSent(step)) {
      const known = sendids.get(step.event) ?? new Set();
      sendids.set(step.event, known.add(step.delay && step.sendid));
    }
  return {
    payload: (event) => dataModel.payload(event),
    isCancelled: (sendid) => cancelled.has(sendid),
    soleSendid: (event) => {
      const [only, second] = sendids.get(event) ?? [];
      return second === undefined ? (only ?? null) : null;
    },
  };
}

function isSent(step: Step): step is Extract<Step, { kind: "raise" }> {
  return step.kind === "raise" && step.queue === "external";
}
