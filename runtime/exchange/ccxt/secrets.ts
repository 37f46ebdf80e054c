/** Parts of requests that prove who sent them, wherever they stand in a text. */
const PROOFS =
  /\b(signature|sign|api[-_]?key|api[-_]?sign|x-mbx-apikey|listenKey|token|passphrase)(["']?\s*[=:]\s*["']?)[^&\s"',}]+/gi;

/** Name and password in an address, as a proxy's may have. */
const LOGINS = /\/\/[^\s/@]+:[^\s/@]+@/g;

const REDACTED = "[redacted]";

/**
 * Takes what must stay secret out of texts on their way to logs, journals and
 * errors: the credentials in each way in which they may be written, and what is signed with them.
 */
export class Secrets {
  readonly #forms: readonly string[];

  /** @param values the credentials */
  constructor(values: readonly string[]) {
    const forms = values.filter((value) => value !== "").flatMap(waysToWrite);
    // The longest first: one may be a part of another.
    this.#forms = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  }

  redact(text: string): string {
    let safe = text;
    for (const form of this.#forms) safe = safe.replaceAll(form, REDACTED);
    return safe
      .replaceAll(PROOFS, `$1$2${REDACTED}`)
      .replaceAll(LOGINS, `//${REDACTED}@`);
  }
}

function waysToWrite(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    ...(value.includes("\n") ? value.split("\n").filter(isTelling) : []),
  ];
}

/** A line of a key, not of what stands around it. */
function isTelling(line: string): boolean {
  return line.length >= 16 && !line.startsWith("-----");
}
