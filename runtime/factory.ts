import { UnknownStrategyError } from "./errors.ts";

/**
 * Strategies by the file that they are in and their name: `"generated/arbitrage.ts": { Arbitrage: typeof
 * ArbitrageMachine }`. Generated files add themselves to it, so that `create` knows which name takes which options. By
 * file, because a program may hold several of one name: specs under test, say.
 */
export interface StrategyRegistry {}

/** A generated class. */
export type StrategyClass<Options, Machine> = new (options: Options) => Machine;

type Files = StrategyRegistry[keyof StrategyRegistry];

type NamesIn<File> = File extends unknown ? keyof File & string : never;

type ClassIn<File, Name extends string> =
  File extends Readonly<Record<Name, infer Class>> ? Class : never;

/** The names that the generated files in a program have registered. */
export type StrategyName = NamesIn<Files>;

/** What a strategy of this name is created with. */
export type StrategyOptions<Name extends StrategyName> =
  ClassIn<Files, Name> extends StrategyClass<infer Options, unknown>
    ? Options
    : never;

/** What a strategy of this name is. */
export type StrategyOf<Name extends StrategyName> =
  ClassIn<Files, Name> extends StrategyClass<never, infer Machine>
    ? Machine
    : never;

type Creators = {
  [Name in StrategyName]?: (options: StrategyOptions<Name>) => StrategyOf<Name>;
};

/** Makes strategies by name. A wrong name, or params of another strategy, do not compile. */
export class StrategyFactory {
  readonly #creators: Creators = {};

  /** A class registered under a name before is replaced. */
  register<Name extends StrategyName>(
    name: Name,
    strategy: ClassIn<Files, Name> & StrategyClass<never, object>,
  ): void {
    const create = (options: never) => new strategy(options);
    Object.assign(this.#creators, { [name]: create });
  }

  /** @throws UnknownStrategyError if the generated file was not imported */
  create<Name extends StrategyName>(
    name: Name,
    options: StrategyOptions<Name>,
  ): StrategyOf<Name> {
    const create: Creators[Name] = this.#creators[name];
    if (create === undefined || !Object.hasOwn(this.#creators, name))
      throw new UnknownStrategyError(name, this.list());
    return create(options);
  }

  /** The registered names, in the order in which they were registered. */
  list(): readonly string[] {
    return Object.keys(this.#creators);
  }
}

/** The factory that generated files register with when they are imported. */
export const strategies: StrategyFactory = new StrategyFactory();
