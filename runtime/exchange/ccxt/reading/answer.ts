import { MalformedAnswerError } from "../errors.ts";

/** A value from outside, read strictly: what is not as it should be throws MalformedAnswerError. */
export class Answer {
  readonly path: string;
  readonly #value: unknown;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.path = path;
  }

  /** Null and undefined are the same to ccxt. */
  get isMissing(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  get isObject(): boolean {
    return typeof this.#value === "object" && this.#value !== null;
  }

  get(name: string): Answer {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw this.expected("an object");
    const found: unknown = Object.hasOwn(value, name)
      ? Reflect.get(value, name)
      : undefined;
    return new Answer(found, this.path === "" ? name : `${this.path}.${name}`);
  }

  list(): readonly Answer[] {
    const value = this.#value;
    if (!Array.isArray(value)) throw this.expected("a list");
    return value.map(
      (each: unknown, index) => new Answer(each, `${this.path}[${index}]`),
    );
  }

  /** The names of an object's members. */
  names(): readonly string[] {
    const value = this.#value;
    return typeof value === "object" && value !== null
      ? Object.keys(value)
      : [];
  }

  text(): string {
    const value = this.#value;
    if (typeof value === "string" && value !== "") return value;
    throw this.expected("a text");
  }

  /** An id, which may be written as a number. */
  id(): string {
    const value = this.#value;
    return Number.isSafeInteger(value) ? String(value) : this.text();
  }

  boolean(): boolean {
    return this.#value === true;
  }

  number(): number {
    const number = this.#asNumber();
    if (number === null) throw this.expected("a number");
    return number;
  }

  notNegative(): number {
    const number = this.#asNumber();
    if (number === null || number < 0) throw this.expected("0 or more");
    return number;
  }

  positive(): number {
    const number = this.#asNumber();
    if (number === null || number <= 0) throw this.expected("a number above 0");
    return number;
  }

  /** Milliseconds since the epoch. */
  time(): number {
    const number = this.#asNumber();
    if (number === null || number <= 0) throw this.expected("a time");
    return Math.trunc(number);
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const found = words.find((word) => word === this.#value);
    if (found === undefined) throw this.expected(`one of ${words.join(", ")}`);
    return found;
  }

  /** Null where there is nothing; what is there must be right. */
  optional<Value>(read: (answer: Answer) => Value): Value | null {
    return this.isMissing ? null : read(this);
  }

  /** By somebody else's rules. */
  read<Value>(read: (value: unknown) => Value): Value {
    return read(this.#value);
  }

  expected(what: string): MalformedAnswerError {
    return new MalformedAnswerError(this.path, what, this.#value);
  }

  #asNumber(): number | null {
    const value = this.#value;
    const number =
      typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number)
      ? number
      : null;
  }
}
