import { nearest } from "../../../source/index.ts";
import type { JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";

/** What becomes of a key: `read` here, `silent` (it changes nothing about how the machine runs), or lost, with the reason. */
type Fate = "read" | "silent" | { readonly lost: string };

type Keys = Readonly<Record<string, Fate>>;

const NOTED: Keys = {
  description: "read",
  meta: "read",
  tags: "read",
};

const NODE: Keys = {
  ...NOTED,
  id: "read",
  key: "silent",
  type: "read",
  parallel: "read",
  initial: "read",
  states: "read",
  history: "read",
  target: "read",
  entry: "read",
  exit: "read",
  onEntry: "read",
  onExit: "read",
  on: "read",
  always: "read",
  after: "read",
  onDone: "read",
  invoke: "read",
  activities: "read",
  order: "silent",
  output: {
    lost: "an outcome of a machine is its final state and its context here; write into the context what it should tell",
  },
  data: {
    lost: "an outcome of a machine is its final state and its context here; write into the context what it should tell",
  },
  route: {
    lost: "there are no routes: give the states an event that leads to them",
  },
};

const MACHINE: Keys = {
  ...NODE,
  version: "read",
  context: "read",
  schema: "silent",
  schemas: "silent",
  types: "silent",
  tsTypes: "silent",
  strict: "silent",
  predictableActionArguments: "silent",
  preserveActionOrder: "silent",
  options: "silent",
  $schema: "silent",
  delimiter: {
    lost: "paths of states are read with the dot that XState itself has",
  },
};

const TRANSITION: Keys = {
  ...NOTED,
  target: "read",
  guard: "read",
  cond: "read",
  in: "read",
  actions: "read",
  reenter: "read",
  internal: "read",
  delay: "read",
  event: "read",
};

const INVOKE: Keys = {
  ...NOTED,
  src: "read",
  id: "read",
  input: "read",
  data: "read",
  onDone: "read",
  onError: "read",
  type: "silent",
  onSnapshot: {
    lost: "an activity tells what it has at its end; on the way only what its `partial` reports",
  },
  systemId: {
    lost: "there are no actors that others could address",
  },
  syncSnapshot: {
    lost: "an activity has no snapshots",
  },
  autoForward: {
    lost: "events are not sent on to an activity",
  },
};

const KEYS = {
  machine: MACHINE,
  state: NODE,
  transition: TRANSITION,
  invoke: INVOKE,
  initial: { ...NOTED, target: "read", actions: "read" },
} as const satisfies Readonly<Record<string, Keys>>;

/** Reports the keys of an object that nobody reads. */
export function checkKeys(
  object: JsonObject,
  of: keyof typeof KEYS,
  report: Remarks,
): void {
  const keys: Keys = KEYS[of];
  for (const { key, keySpan, value } of object.members) {
    const fate = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (fate === undefined) reportUnknown(key, keySpan, of, report);
    else if (typeof fate === "object" && value.kind !== "null")
      report.lost(keySpan, `\`${key}\` cannot be said`, fate.lost);
  }
}

function reportUnknown(
  key: string,
  span: JsonObject["span"],
  of: keyof typeof KEYS,
  report: Remarks,
): void {
  const meant = nearest(key, Object.keys(KEYS[of]));
  const what = { machine: "a machine", state: "a state", invoke: "an invoke" };
  const where =
    of === "transition" || of === "initial" ? "a transition" : what[of];
  if (meant === null)
    report.lost(
      span,
      `${where} has no \`${key}\``,
      "XState does not know it either, so nothing is known of what it should do",
    );
  else
    report.error(
      span,
      `${where} has no \`${key}\``,
      `did you mean \`${meant}\`? XState would ignore it as it stands`,
    );
}
