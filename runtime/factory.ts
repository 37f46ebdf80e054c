import { UnknownStrategyError } from "./errors.ts";

/**
 * Strategies by name: `Arbitrage: typeof ArbitrageMachine`. Generated files add
 * themselves to it, so that `create` knows which name takes which options.
 */
export interface StrategyRegistry {}

/** A generated class. */
export type StrategyClass<Options, Machine> = new (options: Options) => Machine;

/** The names that the generated files in a program have registered. */
export type StrategyName = keyof StrategyRegistry;

/** What a strategy of this name is created with. */
export type StrategyOptions<Name extends StrategyName> =
  StrategyRegistry[Name] extends StrategyClass<infer Options, unknown>
    ? Options
    : never;

/** What a strategy of this name is. */
export type StrategyOf<Name extends StrategyName> =
  StrategyRegistry[Name] extends StrategyClass<never, infer Machine>
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
    strategy: StrategyClass<StrategyOptions<Name>, StrategyOf<Name>>,
  ): void {
    const create = (options: StrategyOptions<Name>) => new strategy(options);
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
