/** So many answers in a row cost nothing that anybody notices. */
const MOST_AT_ONCE = 100;

interface Spell {
  time: number;
  answers: number;
}

const spells = new WeakMap<object, Spell>();

/**
 * Whether a machine's activities have answered more than a hundred times at
 * this instant: arms that lead back to where an activity answers at once would
 * go round for ever, and neither time nor the event loop would come on.
 */
export function isBreathless(machine: object, time: number): boolean {
  const spell = spells.get(machine);
  if (spell === undefined) {
    spells.set(machine, { time, answers: 1 });
    return false;
  }
  if (spell.time !== time) {
    spell.time = time;
    spell.answers = 0;
  }
  spell.answers += 1;
  return spell.answers > MOST_AT_ONCE;
}
