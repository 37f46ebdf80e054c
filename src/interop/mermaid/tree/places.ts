/** Which state of a diagram lies in which. */
import type { Span } from "../../../source/index.ts";
import {
  EDGE,
  type Body,
  type Statement,
  type Words,
} from "../diagram/diagram.ts";
import type { Remarks } from "../../remarks.ts";

/** One region of a composite, or of the whole diagram. */
export interface Scope {
  /** The composite; null for the whole diagram. */
  readonly owner: string | null;
  readonly region: number;
  readonly outer: Scope | null;
}

/** Where a state is named. */
interface Occurrence {
  readonly scope: Scope;
  readonly rank: number;
  readonly span: Span;
  readonly hasBody: boolean;
}

/** What puts a state into a composite, from the weakest. Mermaid, too, lets a composite's text win over the diagram's. */
const RANK = {
  /** Its own composite, named inside of itself. */
  none: 0,
  mentioned: 1,
  mentionedInComposite: 2,
  /** As that with which the composite begins or ends. */
  atEdge: 3,
  declared: 4,
  declaredInComposite: 5,
} as const;

export interface Placed {
  readonly id: string;
  readonly scope: Scope;
  /** Its name where it is declared, or first named. */
  readonly span: Span;
}

/** Every state of the diagram in the order in which it has them, each in one place. */
export function placesOf(
  body: Body,
  remarks: Remarks,
): ReadonlyMap<string, Placed> {
  const occurrences = new Map<string, Occurrence[]>();
  collect(body, null, null, occurrences);
  const placed = [...occurrences].flatMap(([id, all]): Placed[] => {
    const best = bestOf(id, all, remarks);
    return best === null ? [] : [{ id, scope: best.scope, span: best.span }];
  });
  const inOrder = placed.toSorted((a, b) => a.span.start - b.span.start);
  const places = new Map(inOrder.map((each) => [each.id, each]));
  reportCircles(places, remarks);
  return places;
}

function collect(
  body: Body,
  owner: string | null,
  outer: Scope | null,
  occurrences: Map<string, Occurrence[]>,
): void {
  for (const [region, statements] of body.regions.entries()) {
    const scope = { owner, region, outer };
    for (const statement of statements)
      collectFrom(statement, scope, occurrences);
  }
}

function collectFrom(
  statement: Statement,
  scope: Scope,
  occurrences: Map<string, Occurrence[]>,
): void {
  const isInner = scope.owner !== null;
  const add = (id: Words, rank: number, hasBody = false): void => {
    if (id.text === EDGE) return;
    const self = rank < RANK.declared && isWithin(scope, id.text);
    const all = occurrences.get(id.text) ?? [];
    all.push({ scope, rank: self ? RANK.none : rank, span: id.span, hasBody });
    occurrences.set(id.text, all);
  };
  const mention = isInner ? RANK.mentionedInComposite : RANK.mentioned;
  switch (statement.kind) {
    case "note":
      return;
    case "transition": {
      const { from, to } = statement;
      const isEdge = from.text === EDGE || to.text === EDGE;
      const rank = isInner && isEdge ? RANK.atEdge : mention;
      add(from, rank);
      add(to, rank);
      return;
    }
    case "state": {
      const { id, declared, body } = statement;
      const declaration = isInner ? RANK.declaredInComposite : RANK.declared;
      add(id, declared ? declaration : mention, body !== null);
      if (body !== null) collect(body, id.text, scope, occurrences);
    }
  }
}

function isWithin(scope: Scope, id: string): boolean {
  for (let each: Scope | null = scope; each !== null; each = each.outer)
    if (each.owner === id) return true;
  return false;
}

function bestOf(
  id: string,
  all: readonly Occurrence[],
  remarks: Remarks,
): Occurrence | null {
  const rank = Math.max(...all.map((each) => each.rank));
  const [best, ...others] = all.filter((each) => each.rank === rank);
  if (best === undefined) return null;
  const elsewhere = others.find((each) => !isSame(each.scope, best.scope));
  if (elsewhere === undefined || rank < RANK.declaredInComposite) return best;
  const circle = isWithin(elsewhere.scope, id) || isWithin(best.scope, id);
  if (circle)
    remarks.error(
      elsewhere.span,
      `\`${id}\` is declared inside of itself`,
      "a composite state cannot lie in one of its own states",
    );
  else
    remarks.error(
      elsewhere.span,
      `\`${id}\` is declared in ${nameOf(best.scope)} and in ${nameOf(elsewhere.scope)}`,
      "mermaid knows a state by its name alone, so this is one state, and it lies in one place: give the other one another name",
    );
  return best;
}

function isSame(a: Scope, b: Scope): boolean {
  return a.owner === b.owner && a.region === b.region;
}

export function nameOf({ owner, region }: Scope): string {
  if (owner === null) return "the diagram";
  return region === 0 ? `\`${owner}\`` : `region ${region + 1} of \`${owner}\``;
}

/** A composite that lies, through others, in itself. */
function reportCircles(
  places: ReadonlyMap<string, Placed>,
  remarks: Remarks,
): void {
  const settled = new Set<string>();
  for (const start of places.keys()) {
    const path: string[] = [];
    let each: string | null = start;
    while (each !== null && !settled.has(each) && !path.includes(each)) {
      path.push(each);
      each = places.get(each)?.scope.owner ?? null;
    }
    if (each !== null && path.includes(each)) {
      const circle = path.slice(path.indexOf(each)).toReversed();
      const { span } = places.get(circle[0] ?? each) ?? {};
      if (span !== undefined)
        remarks.error(
          span,
          `\`${circle[0] ?? each}\` lies in itself: ${[...circle, circle[0] ?? each].join(" in ")}`,
          "a composite state cannot lie in one of its own states",
        );
    }
    for (const id of path) settled.add(id);
  }
}
