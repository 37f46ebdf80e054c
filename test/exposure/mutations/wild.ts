import type { Dice } from "../../support/dice.ts";

/** Edits of one text. */
const MOST_EDITS = 4;

const ITEM = /^ +(?:on|after|every|always|defer|ignore|from) [^{\n]*$/gm;
const TARGET = /(?<=-> )(?:deep )?(?:history )?[A-Za-z_]+/g;
const STATE = /^ *(?:\w+ )*state (\w+)/gm;
const OPENED = /^ *(?:\w+ )*state \w+ \{$/gm;
const ACTIVITY = /^ *activity (\w+)\(/gm;
const TRIGGER = /^ *(?:\w+ )*trigger (\w+)/gm;

/**
 * A strategy of one file in which some arrows lead elsewhere, some lines are missing and others were not there: nobody would
 * write it, and the checker has a verdict on it all the same. It may mean nothing.
 */
export function wild(text: string, dice: Dice): string {
  let changed = text;
  for (let edits = dice.whole(1, MOST_EDITS); edits > 0; edits -= 1)
    changed = edited(changed, dice);
  return changed;
}

function edited(text: string, dice: Dice): string {
  const kind = dice.fraction();
  if (kind < 0.35)
    return replaced(text, TARGET, dice, () => target(text, dice));
  if (kind < 0.45) return replaced(text, ITEM, dice, () => "");
  if (kind < 0.55)
    return replaced(text, /\b(?:exposed|defer|ignore) /g, dice, (found) =>
      found === "defer " ? "ignore " : found === "ignore " ? "defer " : "",
    );
  return replaced(
    text,
    OPENED,
    dice,
    (found) => `${found}\n${item(text, dice)}`,
  );
}

function item(text: string, dice: Dice): string {
  const to = target(text, dice);
  const trigger = dice.pick(namesIn(text, TRIGGER)) ?? "GO";
  const activity = dice.pick(namesIn(text, ACTIVITY)) ?? "flatten";
  const state = dice.pick(namesIn(text, STATE)) ?? "IDLE";
  const effect =
    dice.pick(["", "", "", "flat ", `cancel ${activity} `, "raise EXIT "]) ??
    "";
  const guard =
    dice.pick([
      "",
      "",
      "when looksFlat ",
      `when in(${state}) `,
      "when halted ",
    ]) ?? "";
  const end = dice.chance(0.15) ? `${effect}stay` : `${effect}-> ${to}`;
  const head =
    dice.pick([
      `on ${trigger} ${guard}`,
      `on ${trigger} ${guard}`,
      `after ${dice.whole(1, 20)}s ${guard}`,
      `every ${dice.whole(1, 20)}s ${guard}`,
      "on error ",
      "on recover ",
      "on done ",
      `always ${guard === "" ? "when halted " : guard}`,
    ]) ?? "";
  if (dice.chance(0.15))
    return `run ${activity}() timeout 4s {\n      done ${end}\n      failed, unknown -> ${target(text, dice)}\n    }`;
  return `${head}${end}`;
}

function target(text: string, dice: Dice): string {
  const state = dice.pick(namesIn(text, STATE)) ?? "IDLE";
  if (state === "TRADING" && dice.chance(0.5))
    return dice.chance(0.5) ? "history TRADING" : "deep history TRADING";
  return state;
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** One of the places where the pattern is found. */
function replaced(
  text: string,
  pattern: RegExp,
  dice: Dice,
  by: (found: string) => string,
): string {
  const found = dice.pick([...text.matchAll(pattern)]);
  if (found === undefined) return text;
  const [whole] = found;
  return (
    text.slice(0, found.index) +
    by(whole) +
    text.slice(found.index + whole.length)
  );
}
