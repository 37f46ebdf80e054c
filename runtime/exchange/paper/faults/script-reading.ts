/** A fault script that is not one. */
export class FaultScriptError extends Error {
  override readonly name = "FaultScriptError";
  /** Where in the script: `["faults", 2, "share"]`; empty for the whole. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/** A value of a script, and where in it it stands. What it reads as is checked. */
export class Reading {
  readonly #value: unknown;
  readonly #path: readonly (string | number)[];

  constructor(value: unknown, path: readonly (string | number)[] = []) {
    this.#value = value;
    this.#path = path;
  }

  /** @throws FaultScriptError unless it is an object with no other keys than these */
  object(keys: readonly string[]): Fields {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw this.expected("an object");
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const key of fields.keys())
      if (!keys.includes(key))
        throw new FaultScriptError(
          [...this.#path, key],
          `${pathOf([...this.#path, key])}: expected one of ${keys.join(", ")}, found ${key}`,
        );
    return new Fields(fields, this, this.#path);
  }

  list(): readonly Reading[] {
    if (!Array.isArray(this.#value)) throw this.expected("a list");
    return this.#value.map(
      (each: unknown, index) => new Reading(each, [...this.#path, index]),
    );
  }

  text(): string {
    if (typeof this.#value === "string" && this.#value !== "")
      return this.#value;
    throw this.expected("a text");
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.#value);
    if (found !== undefined) return found;
    throw this.expected(`one of ${choices.join(", ")}`);
  }

  share(): number {
    return this.#number("a number from 0 to 1", (n) => n >= 0 && n <= 1);
  }

  milliseconds(): number {
    return this.#number("milliseconds, 0 or more", (n) => n >= 0);
  }

  count(): number {
    return this.#number(
      "a whole number from 1",
      (n) => Number.isInteger(n) && n >= 1,
    );
  }

  seed(): number | string {
    if (typeof this.#value === "string") return this.#value;
    return this.#number("a number or a text", () => true);
  }

  /** Milliseconds since the epoch. */
  time(): number {
    const value = this.#value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    // YAML readers make dates of what looks like one.
    if (value instanceof Date && !Number.isNaN(value.getTime()))
      return value.getTime();
    const isInstant =
      typeof value === "string" &&
      /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value);
    const time = isInstant ? Date.parse(value) : NaN;
    if (!Number.isNaN(time)) return time;
    throw this.expected(
      "a time like 2022-12-13T10:00:00Z, or milliseconds since the epoch",
    );
  }

  expected(what: string): FaultScriptError {
    return this.mistake(`expected ${what}, found ${shown(this.#value)}`);
  }

  mistake(message: string): FaultScriptError {
    return new FaultScriptError(
      this.#path,
      `${pathOf(this.#path)}: ${message}`,
    );
  }

  #number(what: string, isGood: (value: number) => boolean): number {
    const value = this.#value;
    if (typeof value === "number" && Number.isFinite(value) && isGood(value))
      return value;
    throw this.expected(what);
  }
}

/** The fields of an object in a script. */
export class Fields {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #reading: Reading;
  readonly #path: readonly (string | number)[];

  constructor(
    fields: ReadonlyMap<string, unknown>,
    reading: Reading,
    path: readonly (string | number)[],
  ) {
    this.#fields = fields;
    this.#reading = reading;
    this.#path = path;
  }

  optional(key: string): Reading | null {
    if (!this.#fields.has(key)) return null;
    return new Reading(this.#fields.get(key), [...this.#path, key]);
  }

  /** @throws FaultScriptError if it is not there */
  required(key: string): Reading {
    const reading = this.optional(key);
    if (reading !== null) return reading;
    const found = [...this.#fields.keys()].join(", ");
    throw this.#reading.mistake(
      `expected a ${key}, found ${found === "" ? "nothing" : `only ${found}`}`,
    );
  }
}

function pathOf(path: readonly (string | number)[]): string {
  let text = "";
  for (const part of path)
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  return text === "" ? "the fault script" : text;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return value === undefined ? "nothing" : JSON.stringify(value);
}
