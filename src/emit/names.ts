/** Words that cannot name a parameter or a variable in a strict module. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** The one way in for names from a spec: what comes out is a part of an identifier, whatever went in. */
export function safe(name: string): string {
  const plain = name.replaceAll(
    /[^A-Za-z0-9_]/g,
    (unit) => `_${unit.charCodeAt(0).toString(16)}_`,
  );
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}

/** A path as part of a member's name: `LEGS.BUY` is `LEGS$BUY`; `$` occurs in no name of a spec. */
export function safePath(path: string): string {
  return path.split(".").map(safe).join("$");
}

/** As the name of a parameter or variable, beside those that the code around it uses. */
export function local(name: string, taken: readonly string[] = []): string {
  const plain = safe(name);
  return RESERVED.has(plain) || taken.includes(plain) ? `${plain}$` : plain;
}

/** As the name of a member: any word may stand there, but not every text. */
export function memberName(name: string): string {
  return safe(name);
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Hands out names, each once. */
export class Names {
  readonly #taken = new Set<string>();

  /** The name itself, or with `$` behind it if somebody has it. */
  take(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) name = `${name}$`;
    this.#taken.add(name);
    return name;
  }
}
