import { saidTwice } from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type {
  Deferral,
  Event,
  Origin,
  Reaction,
  State,
  Trigger,
} from "../../model.ts";
import { NO_EVENT, type EventSetting } from "../expressions/setting.ts";
import { findTrigger } from "../names/find.ts";
import { buildBranches, type TailHead } from "./branches.ts";
import { settingOf, type ItemPlace } from "./place.ts";

/** How an item got where it is. */
export interface Written {
  readonly origin: Origin;
  readonly unlessActive: State | null;
  /** What stands before the item: `from *`; empty for a state's own. */
  readonly prefix: string;
  /** Instead of the item's own keyword: that of `from`. */
  readonly keyword: Ast.On["keyword"] | null;
}

/** `on T, U tail`. Without events where none of them is known: its tail is read all the same. */
export function buildOn(
  item: Ast.On,
  place: ItemPlace,
  written: Written,
): Reaction {
  const events = buildEvents(item.events, place);
  const head: TailHead = {
    keyword: written.keyword ?? item.keyword,
    text: `${written.prefix}on ${item.events.map(wordOf).join(", ")}`,
  };
  const triggers = events.flatMap((event) =>
    event.kind === "trigger" ? [event.trigger] : [],
  );
  const setting = settingOf(place, whereOf(events), {
    event: payloadOf(events, triggers, item),
    error: events.every((event) => event.kind === "error"),
  });
  const branches = buildBranches(item.tail, head, place, setting);
  const { origin, unlessActive } = written;
  return { events, branches, origin, unlessActive, ...head };
}

function payloadOf(
  events: readonly Event[],
  triggers: readonly Trigger[],
  item: Ast.On,
): EventSetting {
  if (events.length < item.events.length) return { kind: "lost" };
  return triggers.length === events.length
    ? { kind: "triggers", triggers }
    : NO_EVENT;
}

function buildEvents(
  references: readonly Ast.EventReference[],
  place: ItemPlace,
): readonly Event[] {
  const seen = new Map<string, Ast.EventReference>();
  return references.flatMap((reference): readonly Event[] => {
    const word = wordOf(reference);
    const earlier = seen.get(word);
    if (earlier !== undefined) {
      place.report.add(
        {
          span: spanOf(reference),
          related: [{ message: "named here first", span: spanOf(earlier) }],
        },
        saidTwice({ word: word }),
      );
      return [];
    }
    seen.set(word, reference);
    if (reference.kind !== "trigger") return [{ kind: reference.kind }];
    const trigger = findTrigger(reference.name, place);
    return trigger === null ? [] : [{ kind: "trigger", trigger }];
  });
}

function wordOf(event: Ast.EventReference): string {
  return event.kind === "trigger" ? event.name.text : event.kind;
}

function spanOf(event: Ast.EventReference): Ast.Name["span"] {
  return event.kind === "trigger" ? event.name.span : event.span;
}

function whereOf(events: readonly Event[]): string {
  const word = events.find((event) => event.kind !== "trigger")?.kind;
  return word === undefined ? "here" : `in \`on ${word}\``;
}

/** `always tail`. */
export function buildAlways(
  item: Ast.Always,
  place: ItemPlace,
  origin: Origin,
): Reaction {
  const head: TailHead = { keyword: item.keyword, text: "always" };
  const setting = settingOf(place, "in `always`");
  const branches = buildBranches(item.tail, head, place, setting);
  return { events: [], branches, origin, unlessActive: null, ...head };
}

/** `defer T, U` and `ignore T, U`, one for each trigger. */
export function buildDeferrals(
  item: Ast.Deferral,
  place: ItemPlace,
  { origin, keyword }: Pick<Written, "origin" | "keyword">,
): readonly Deferral[] {
  return item.triggers.flatMap((name) => {
    const trigger = findTrigger(name, place);
    if (trigger === null) return [];
    const { span } = name;
    return [{ trigger, origin, keyword: keyword ?? item.keyword, span }];
  });
}
