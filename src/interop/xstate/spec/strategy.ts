import type { SourceFile } from "../../../source/index.ts";
import type {
  FromDeclaration,
  Member,
  SpecFile,
  StateItem,
  Version,
} from "../../../syntax/index.ts";
import type { Dialect } from "../config/dialect.ts";
import type { Machine, StateNode } from "../config/machine.ts";
import { safeName } from "../../names.ts";
import { Remarks } from "../../remarks.ts";
import { Branches } from "./branches.ts";
import { stayingParallels } from "./domains.ts";
import { Ending } from "./ending.ts";
import { Events } from "./events.ts";
import { Guards } from "./guards.ts";
import { Handlers } from "./handlers.ts";
import { Histories } from "./histories.ts";
import { Ids } from "./ids.ts";
import { InferredVocabulary } from "./inferred.ts";
import { Initials } from "./initials.ts";
import { InternalEvents } from "./internal-events.ts";
import { MarkedItems } from "./marked-items.ts";
import { MarkedVocabulary } from "./marked.ts";
import { nameOf, UNDOCUMENTED } from "./make.ts";
import { Precedence } from "./precedence.ts";
import { Reactions, type StateReactions } from "./reactions.ts";
import { States } from "./states.ts";
import { Timers } from "./timers.ts";
import { Tree } from "./tree.ts";
import { Ways } from "./ways.ts";
import { areWritable } from "./wildcards.ts";

const NONE: ReadonlySet<StateNode> = new Set();

/** What a machine without an id is called. */
const NAMELESS = "Machine";

/** A configuration as a strategy; null where that cannot be written. */
export function specOf(
  machine: Machine,
  dialect: Dialect,
  source: SourceFile,
  report: Remarks,
): SpecFile | null {
  const { marks } = machine;
  const ids = new Ids(machine, dialect, report);
  const staying =
    marks === null ? stayingParallels(machine, ids, dialect) : NONE;
  const tree = new Tree(machine, staying);
  const events = new Events(machine);
  if (!areWritable(machine, events, report)) return null;
  const marked =
    marks === null ? null : new MarkedVocabulary(marks, source, report);
  const vocabulary = marked ?? new InferredVocabulary(machine, events, report);
  const histories = new Histories(machine, tree, ids, vocabulary, report);
  // What XState does otherwise than SCXML matters only to machines that are meant for it.
  const differences = marks === null ? report : new Remarks();
  const ways = new Ways(tree, ids, dialect, histories, vocabulary, differences);
  const guards = new Guards(tree, ids, vocabulary);
  const handlers = new Handlers(events);
  const precedence = new Precedence(handlers, guards, ways);
  const ending = new Ending(tree, report);
  const branches = new Branches(ways, guards, vocabulary, ending, report);
  const internal = new InternalEvents(ids, report);
  const parts = { tree, ids, vocabulary, branches, report };
  const reactions = new Reactions({ ...parts, events, handlers, precedence });
  const timers = new Timers({ ...parts, histories, internal });
  const items = new MarkedItems(branches, vocabulary);
  const reactionsOf = (node: StateNode): StateReactions =>
    marked === null ? reactions.of(node) : items.reactions(node);
  const initials = new Initials({ ...parts, histories });
  const states = new States({
    ...parts,
    histories,
    initials,
    internal,
    reactionsOf,
    timersOf: (node) =>
      marked === null ? timers.of(node) : items.timers(node),
    marked: marked !== null,
  });
  const { root } = machine;
  const members = tree.wrapped
    ? ofMachineAsState(root, tree, states)
    : ofMachine(root, tree, states, initials, reactionsOf(root), internal);
  const name = machine.id;
  const { span } = root;
  return {
    source,
    imports: marked?.imports ?? [],
    declarations: [],
    strategies: [
      {
        name: nameOf(
          safeName(name?.text ?? NAMELESS, "strategy"),
          name?.span ?? span,
        ),
        abstract: false,
        parent: null,
        keyword: span,
        span,
        members: [
          ...(marked === null ? versionOf(machine, report) : []),
          ...vocabulary.declarations,
          ...members,
        ],
        doc: root.doc,
        allows: [],
      },
    ],
  };
}

function versionOf({ version }: Machine, report: Remarks): readonly Version[] {
  if (version === null || version.kind === "null") return [];
  const { span } = version;
  const number =
    version.kind === "number" || version.kind === "text"
      ? Number(version.value)
      : NaN;
  if (Number.isSafeInteger(number) && number >= 1)
    return [
      {
        kind: "version",
        value: { kind: "number", value: number, span },
        keyword: span,
        ...UNDOCUMENTED,
      },
    ];
  report.lost(
    span,
    "this version cannot be said",
    "a version is a whole number: each change that a journal must know of counts one up",
  );
  return [];
}

/** The machine's children are the strategy's states. What the machine takes itself is written into them. */
function ofMachine(
  root: StateNode,
  tree: Tree,
  states: States,
  initials: Initials,
  { on, always }: StateReactions,
  internal: InternalEvents,
): readonly Member[] {
  internal.check(root);
  const entering = states.callbacks("enter", root.entry, root);
  const begins = entering.length === 0 ? initials.childOf(root) : null;
  const effects = entering.flatMap((each) => [
    ...(each.actions.length === 0
      ? []
      : [{ kind: "do", actions: each.actions, span: each.keyword } as const]),
    ...each.effects,
  ]);
  const tail = begins === null ? initials.tailOf(root, effects) : null;
  const more: readonly StateItem[] = always;
  const running = tree.top.filter(({ kind }) => kind !== "final");
  return [
    ...(tail === null ? [] : [tail]),
    ...tree.top.map((state) =>
      states.state(state, state === begins, state.kind === "final" ? [] : more),
    ),
    ...(running.length === 0 ? [] : on).map((item): FromDeclaration => ({
      kind: "from",
      states: {
        kind: "named",
        paths: running.map((state) => tree.pathOf(state, item.keyword)),
      },
      except: [],
      item: { ...item, doc: null },
      keyword: item.keyword,
      doc: item.doc,
      allows: [],
    })),
  ];
}

/** The machine is the first state; final states of a machine that has children stay beside it. */
function ofMachineAsState(
  root: StateNode,
  tree: Tree,
  states: States,
): readonly Member[] {
  return tree.top.map((state) => states.state(state, state === root));
}
