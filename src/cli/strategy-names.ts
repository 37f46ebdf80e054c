import { at, type Diagnostic } from "../diagnostics/index.ts";
import { strategyTwice } from "../diagnostics/messages/meaning.ts";
import { SourceFile, spellingOf, type Span } from "../source/index.ts";

/** A concrete strategy, where it is declared. */
export interface StrategyName {
  readonly name: string;
  /** Offsets of the name. */
  readonly start: number;
  readonly end: number;
}

/** The names under which the strategies of one run will be created: each belongs to one file. */
export class StrategyNames {
  readonly #places = new Map<string, () => Span>();
  readonly #paths = new Map<string, string>();

  /**
   * What is wrong with names that a file declares.
   *
   * @param path the file's, as in messages
   * @param read its text, asked for only where there is something to say
   */
  claim(
    names: readonly StrategyName[],
    path: string,
    read: () => string,
  ): readonly Diagnostic[] {
    return names.flatMap(({ name, start, end }) => {
      const span = (): Span => {
        const file = new SourceFile(path, read(), spellingOf(path));
        return { file, start, end };
      };
      const other = this.#paths.get(name);
      const place = this.#places.get(name);
      if (other === undefined || place === undefined) {
        this.#paths.set(name, path);
        this.#places.set(name, span);
        return [];
      }
      if (other === path) return [];
      const related = [{ message: "the other one", span: place() }];
      const finding = strategyTwice({ name, other });
      return at({ span: span(), related }, finding);
    });
  }
}
