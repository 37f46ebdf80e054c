/** The parts of a transition's text, as the spec has them. */
export interface TailText {
  /** Without `when`; `else`; null where there is none. */
  readonly guard: string | null;
  /** Empty for none. */
  readonly effects: string;
}

const EFFECTS: ReadonlySet<string> = new Set([
  "set",
  "do",
  "raise",
  "cancel",
  "emit",
  "flat",
]);

/** Words that an operand follows: what stands behind them is a name, whatever it is called. */
const EXPECTANT: ReadonlySet<string> = new Set([
  ...EFFECTS,
  "when",
  "and",
  "or",
  "not",
  "mod",
  "delay",
]);

const TOKEN = /"(?:[^"\\]|\\.)*"|[\p{L}_$][\p{L}\p{N}_$]*|->|\?\?|[^\s]/gsu;

/**
 * Takes `when size > 1 set a = 1 -> X` apart. Keywords count only where an operand has ended, because fields and params may
 * have their names.
 */
export function tailTextOf(tail: string): TailText {
  const guarded = /^(when|else)\b/.exec(tail)?.[1] ?? null;
  let start: number | null = guarded === null ? 0 : null;
  let end = tail.length;
  let depth = 0;
  let operand = true;
  for (const found of tail.matchAll(TOKEN)) {
    const [token] = found;
    const place = depth === 0 && operand;
    if (token === "->" || (token === "stay" && place)) {
      end = found.index;
      break;
    }
    if (place && EFFECTS.has(token)) start ??= found.index;
    if ("([{".includes(token)) depth += 1;
    if (")]}".includes(token)) depth -= 1;
    operand = endsOperand(token, operand);
  }
  const between = start ?? end;
  const condition = tail.slice(guarded?.length ?? 0, between).trim();
  return {
    guard: guarded === null ? null : guarded === "else" ? guarded : condition,
    effects: tail.slice(between, end).trim(),
  };
}

/** @param after whether an operand has ended before; if not, a keyword is a name */
function endsOperand(token: string, after: boolean): boolean {
  if (EFFECTS.has(token) && !after) return true;
  if (EXPECTANT.has(token)) return token === "flat";
  return /^["\p{L}\p{N}_$)\]}?]/u.test(token) && token !== "??";
}
