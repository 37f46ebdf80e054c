import type * as Ast from "../../../syntax/ast.ts";
import { printEffect } from "../../../syntax/print.ts";
import type { Behaviour } from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import { findAction } from "../names/find.ts";
import { buildEffects } from "./effects.ts";
import { settingOf, type ItemPlace } from "./place.ts";

/** `enter a, b effects` and `exit a, b effects`. */
export function buildBehaviour(
  item: Ast.Callbacks,
  place: ItemPlace,
): Behaviour {
  const { kind, keyword } = item;
  const behaviour: Mutable<Behaviour> = {
    actions: item.actions.flatMap((name) => findAction(name, place) ?? []),
    effects: buildEffects(item.effects, settingOf(place, `in \`${kind}\``)),
    keyword,
    text: textOf(item),
  };
  place.parts.behaviours.push({ state: place.state, kind, behaviour });
  return behaviour;
}

function textOf({ kind, actions, effects }: Ast.Callbacks): string {
  const names = actions.map(({ text }) => text).join(", ");
  return [kind, names, ...effects.map(printEffect)]
    .filter((part) => part !== "")
    .join(" ");
}
