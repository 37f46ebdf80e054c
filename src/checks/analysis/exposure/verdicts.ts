import type { PathStep, RuleName } from "../../../diagnostics/index.ts";
import type {
  Leg,
  Run,
  State,
  Strategy,
  Trigger,
} from "../../../model/index.ts";
import type { Span } from "../../../source/index.ts";
import { leadsHere } from "./emergency.ts";
import { activeIn } from "./entries.ts";
import { comesTo, edgesOf, waysFlat } from "./flows.ts";
import {
  adds,
  hasEnded,
  isClosing,
  isOpen,
  type Cause,
  type Scene,
} from "./scene.ts";
import {
  explore,
  pathOf,
  type Edge,
  type Exposure,
  type Node,
} from "./search.ts";

/** What the search says of one place of the text. */
export interface Verdict {
  readonly rule: RuleName;
  /** Where it is reported. */
  readonly span: Span;
  readonly leg: Leg | null;
  /** Where it comes to light. */
  readonly state: State | null;
  readonly run: Run | null;
  readonly trigger: Trigger | null;
  readonly path: readonly PathStep[];
  /** Other states of which the same is to be said. */
  readonly others: readonly State[];
}

export interface Verdicts {
  readonly verdicts: readonly Verdict[];
  /** The search met its limit: there may be more, and of some kinds nothing is said. */
  readonly isCut: boolean;
}

/** Everything that EXPOSURE.md's predicates find, one verdict a cause. */
export function verdictsOn(
  strategy: Strategy,
  reached: ReadonlySet<State>,
): Verdicts {
  if (!opensAnything(reached))
    return { verdicts: idleMarks(strategy, reached), isCut: false };
  const exposure = explore(strategy);
  const { isCut } = exposure;
  const stuck = isCut ? [] : noWayFlat(exposure);
  const stuckLegs = new Set(stuck.map(({ leg }) => leg));
  const others = [
    ...exposedSteps(exposure),
    ...slips(exposure),
    ...(isCut ? [] : missedEmergencies(exposure)),
    ...missingRecovers(exposure),
    ...(isCut ? [] : oneLegs(exposure)),
  ]
    .filter(({ leg, rule }) => rule === "double-open" || !stuckLegs.has(leg))
    .filter(isCauseOfItsOwn);
  return {
    verdicts: [...stuck, ...others, ...(isCut ? [] : falseExposures(exposure))],
    isCut,
  };
}

/** That a machine opens after an emergency which is not heard where it would have to be is one fault, not two. */
function isCauseOfItsOwn(
  { rule, path }: Verdict,
  _: number,
  all: readonly Verdict[],
): boolean {
  if (rule !== "risk-after-halt") return true;
  return !all.some(
    (other) =>
      other.rule === "no-emergency-exit" &&
      path.some(({ on }) => on === other.trigger?.name),
  );
}

/** Where no order is ever sent there is nothing to search for. */
function opensAnything(reached: ReadonlySet<State>): boolean {
  return [...reached].some(({ runs }) =>
    runs.some(({ activity }) => adds(activity.words)),
  );
}

function idleMarks(
  { states }: Strategy,
  reached: ReadonlySet<State>,
): readonly Verdict[] {
  return states
    .filter((state) => isMarkedItself(state) && reached.has(state))
    .map(falselyExposed);
}

function isMarkedItself({ modifiers, role }: State): boolean {
  return modifiers.includes("exposed") && role !== "error";
}

function falselyExposed(state: State): Verdict {
  return { ...NOTHING, rule: "false-exposure", span: state.span, state };
}

const RULE_OF: Readonly<Partial<Record<Cause, RuleName>>> = {
  left: "abandoned-order",
  unknown: "unknown-as-failed",
  cancelled: "cancel-race",
};

/** FSM401, 402, 406, 407, 409: one predicate, named by what exposed the leg. */
function exposedSteps(exposure: Exposure): readonly Verdict[] {
  const { strategy } = exposure;
  const groups = new Map<
    string,
    { readonly edge: Edge; readonly leg: Leg; readonly causes: Set<string> }
  >();
  for (const edge of edgesOf(exposure))
    for (const leg of edge.exposed) {
      const key = `${placeOf(edge).file.path} ${keyOf(edge)} ${leg.name}`;
      const group = groups.get(key) ?? { edge, leg, causes: new Set() };
      group.causes.add(ruleFor(edge, leg, strategy));
      groups.set(key, group);
    }
  const found: Verdict[] = [];
  const undeclared = new Set<State>();
  for (const { edge, leg, causes } of groups.values()) {
    const atEnd = hasEnded(edge.reached);
    const general = atEnd ? "exposed-at-end" : "undeclared-exposure";
    const [cause] = causes;
    const rule =
      causes.size === 1 && cause !== undefined && isCauseRule(cause)
        ? cause
        : general;
    const state = innermost(edge.reached, leg);
    if (rule === "undeclared-exposure" && state !== null) {
      if (undeclared.has(state)) continue;
      undeclared.add(state);
    }
    const span =
      rule === "undeclared-exposure" && state !== null
        ? state.span
        : placeOf(edge);
    found.push(verdict(rule, edge, { span, leg, state }));
  }
  // A state that does not say that it is exposed is one cause, however it is come to.
  return found.filter(
    ({ rule, state }) =>
      rule === "undeclared-exposure" ||
      state === null ||
      !undeclared.has(state) ||
      state.kind === "final",
  );
}

function isCauseRule(rule: string): rule is RuleName {
  return Object.values(RULE_OF).some((each) => each === rule);
}

function ruleFor(edge: Edge, leg: Leg, strategy: Strategy): string {
  const { reached } = edge;
  // Who closes what is open knows of it, and has only not said so.
  if (!hasEnded(reached) && isClosing(reached, leg)) return "";
  const why = reached.legs[strategy.legs.indexOf(leg)]?.why ?? null;
  return (why === null ? null : RULE_OF[why]) ?? "";
}

/** Steps that are one in the text, as those of `failed, unknown -> X`, to the same state. */
function keyOf(edge: Edge): string {
  const { start } = edge.move.rest.taken.at(0)?.span ?? placeOf(edge);
  const to = edge.reached.leaves.map(({ index }) => index).join(",");
  return `${start} ${to}`;
}

/** The keyword of the transition that comes to the scene; of what nothing takes, the run's. */
function placeOf({ move }: Edge): Span {
  const [first] = move.rest.taken;
  if (first !== undefined) return first.keyword;
  if (move.cause.kind === "outcome") return move.cause.run.keyword;
  const [leaf] = move.rest.machine.leaves;
  if (leaf === undefined) throw new RangeError("a scene without states");
  return leaf.span;
}

/** The state that an opening run of the leg is in, else the first that is active. */
function innermost({ leaves, runs }: Scene, leg: Leg): State | null {
  for (const [run, phase] of runs)
    if (
      phase !== "over" &&
      adds(run.activity.words) &&
      run.activity.legs.includes(leg)
    ) {
      const owner = leaves.find((leaf) => leaf.runs.includes(run));
      if (owner !== undefined) return owner;
    }
  return leaves[0] ?? null;
}

/** FSM403: one for each leg, where it is open first. */
function noWayFlat(exposure: Exposure): readonly Verdict[] {
  return exposure.strategy.legs.flatMap((leg, index) => {
    const flat = waysFlat(exposure, index, leg);
    const node = exposure.nodes.find((each) => !flat.has(each));
    if (node === undefined) return [];
    const state = innermost(node.scene, leg);
    return state === null
      ? []
      : [
          {
            ...NOTHING,
            rule: "no-way-flat" as const,
            span: state.span,
            leg,
            state,
            path: pathOf(node, null),
          },
        ];
  });
}

/** FSM405, FSM414, and `flat` where an order works. */
function slips(exposure: Exposure): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const edge of edgesOf(exposure))
    for (const slip of edge.slips) {
      if (slip.kind === "flat") {
        const span = placeOf(edge);
        const key = `flat ${span.start} ${slip.leg.name}`;
        if (!found.has(key))
          found.set(
            key,
            verdict("exposed-at-end", edge, {
              span,
              leg: slip.leg,
              state: edge.reached.leaves[0] ?? null,
            }),
          );
        continue;
      }
      const { run, leg } = slip;
      const rule = slip.kind === "risk" ? "risk-after-halt" : "double-open";
      const key = `${slip.kind} ${run.index}`;
      if (found.has(key)) continue;
      const span = run.keyword;
      const state =
        edge.reached.leaves.find((leaf) => leaf.runs.includes(run)) ?? null;
      found.set(key, { ...verdict(rule, edge, { span, leg, state }), run });
    }
  return [...found.values()];
}

/** FSM404: one for each trigger and each way of answering it, with all states in which it is so. */
function missedEmergencies(exposure: Exposure): readonly Verdict[] {
  const { strategy } = exposure;
  const found = new Map<string, { first: Verdict; others: Set<State> }>();
  for (const node of exposure.nodes) {
    const { scene } = node;
    if (hasEnded(scene)) continue;
    const open = strategy.legs.filter((leg, index) =>
      isOpen(scene, index, leg),
    );
    if (open.length === 0) continue;
    for (const trigger of strategy.triggers) {
      if (!trigger.emergency) continue;
      const missed = missedIn(strategy, node, trigger, open);
      const [leaf] = scene.leaves;
      if (missed === null || leaf === undefined) continue;
      const key = `${trigger.name} ${missed === node ? "" : "taken"}`;
      const known = found.get(key);
      if (known !== undefined) {
        known.others.add(leaf);
        continue;
      }
      const first: Verdict = {
        ...NOTHING,
        rule: "no-emergency-exit",
        span: leaf.span,
        leg: open[0] ?? null,
        state: leaf,
        trigger,
        path: pathOf(node, null),
      };
      found.set(key, { first, others: new Set() });
    }
  }
  return [...found.values()].map(({ first, others }) => ({
    ...first,
    others: [...others].filter((each) => each !== first.state),
  }));
}

/** Null: it brings what is open to a close. The node itself: it is not taken. */
function missedIn(
  strategy: Strategy,
  node: Node,
  trigger: Trigger,
  open: readonly Leg[],
): Node | null {
  const closes = (at: Node, leg: Leg): boolean => isClosing(at.scene, leg);
  const answers = node.edges.filter(
    ({ move }) =>
      move.cause.kind === "trigger" && move.cause.trigger === trigger,
  );
  const taken = answers.filter(({ move }) => move.isTaken);
  const isIgnored = taken.length === 0 || taken.length < answers.length;
  // Where it leads to already, it has been heard: as if it had just been taken.
  const isHeard = leadsHere(strategy, node.scene, trigger);
  if (isIgnored && !isHeard && !open.every((leg) => closes(node, leg)))
    return node;
  if (isIgnored && isHeard)
    return open.every((leg) => comesTo(node, (at) => closes(at, leg)))
      ? null
      : node;
  for (const { to } of taken)
    if (!open.every((leg) => comesTo(to, (at) => closes(at, leg)))) return to;
  return null;
}

/** FSM410: one, with all states in which it is so. */
function missingRecovers(exposure: Exposure): readonly Verdict[] {
  const { strategy, nodes } = exposure;
  const lacking = nodes.filter(({ scene }) => {
    if (hasEnded(scene)) return false;
    const isOpenHere = strategy.legs.some((leg, index) =>
      isOpen(scene, index, leg),
    );
    const isUnderWay = [...scene.runs.values()].some((each) => each !== "over");
    return isOpenHere && !isUnderWay && !recovers(scene);
  });
  const [first] = lacking;
  const leaf = first?.scene.leaves[0];
  if (first === undefined || leaf === undefined) return [];
  const open = strategy.legs.find((leg, index) =>
    isOpen(first.scene, index, leg),
  );
  const others = new Set(
    lacking.flatMap(({ scene }) => scene.leaves.slice(0, 1)),
  );
  others.delete(leaf);
  return [
    {
      ...NOTHING,
      rule: "missing-recover",
      span: leaf.span,
      leg: open ?? null,
      state: leaf,
      path: pathOf(first, null),
      others: [...others],
    },
  ];
}

function recovers({ leaves }: Scene): boolean {
  for (const leaf of leaves)
    for (let state: State | null = leaf; state; state = state.parent)
      if (
        state.reactions.some(({ events }) =>
          events.some(({ kind }) => kind === "recover"),
        )
      )
        return true;
  return false;
}

/** FSM411: one for each arm. */
function oneLegs(exposure: Exposure): readonly Verdict[] {
  const { strategy } = exposure;
  if (strategy.legs.length < 2) return [];
  const found = new Map<string, Verdict>();
  for (const edge of edgesOf(exposure)) {
    const { cause } = edge.move;
    if (cause.kind !== "outcome") continue;
    const { run, outcome } = cause;
    if (outcome !== "failed" && outcome !== "unknown") continue;
    if (!run.activity.words.includes("opens")) continue;
    for (const [index, leg] of strategy.legs.entries()) {
      if (run.activity.legs.includes(leg)) continue;
      if (edge.exposed.includes(leg) || !isOpen(edge.to.scene, index, leg))
        continue;
      // A scale-in that failed leaves no naked leg behind.
      if (isHeld(strategy, edge.reached, run)) continue;
      const goesOn = comesTo(
        edge.to,
        (at) =>
          isClosing(at.scene, leg) ||
          !isOpen(at.scene, index, leg) ||
          opensAgain(at.scene, run),
      );
      const span = placeOf(edge);
      const { start } = edge.move.rest.taken[0]?.span ?? span;
      const key = `${run.index} ${start}`;
      if (goesOn || found.has(key)) continue;
      const state = edge.to.scene.leaves[0] ?? null;
      found.set(key, {
        ...verdict("one-leg", edge, { span, leg, state }),
        run,
      });
    }
  }
  return [...found.values()];
}

function isHeld({ legs }: Strategy, scene: Scene, { activity }: Run): boolean {
  return legs.some(
    (leg, index) =>
      activity.legs.includes(leg) && scene.legs[index]?.held === true,
  );
}

function opensAgain({ runs }: Scene, { activity }: Run): boolean {
  return [...runs].some(
    ([run, phase]) =>
      (phase === "live" || phase === "part") &&
      run.activity.words.includes("opens") &&
      run.activity.legs.some((leg) => activity.legs.includes(leg)),
  );
}

/** FSM412: silent on states that only a mended finding lets come about. */
function falseExposures({ strategy, nodes }: Exposure): readonly Verdict[] {
  const clean = new Set<State>();
  const open = new Set<State>();
  const behind = behindRepairs(nodes);
  for (const node of nodes) {
    const { scene, isClean } = node;
    const isOpenHere = strategy.legs.some((leg, index) =>
      isOpen(scene, index, leg),
    );
    for (const state of activeIn(scene.leaves)) {
      if (isClean) clean.add(state);
      if (isOpenHere || behind.has(node)) open.add(state);
    }
  }
  return strategy.states
    .filter(
      (state) => isMarkedItself(state) && clean.has(state) && !open.has(state),
    )
    .map(falselyExposed);
}

/** Had it not been mended, something might be open there. */
function behindRepairs(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set(
    nodes.flatMap(({ edges }) =>
      edges
        .filter(({ exposed, slips }) => exposed.length + slips.length > 0)
        .map(({ to }) => to),
    ),
  );
  // A set takes what is added while it is walked.
  for (const node of found) for (const { to } of node.edges) found.add(to);
  return found;
}

const NOTHING = {
  leg: null,
  state: null,
  run: null,
  trigger: null,
  path: [],
  others: [],
} as const;

function verdict(
  rule: RuleName,
  edge: Edge,
  place: Pick<Verdict, "span" | "leg" | "state">,
): Verdict {
  return { ...NOTHING, ...place, rule, path: pathOf(edge.from, edge.move) };
}
