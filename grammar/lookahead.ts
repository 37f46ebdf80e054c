import {
  Alternation,
  Alternative,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  type Rule,
  type TokenType,
} from "chevrotain";

/** By the index of a token type: the alternatives that it begins, in their order. */
type Table = ReadonlyMap<number, readonly number[]>;

type OptionalRequest = Parameters<
  ILookaheadStrategy["buildLookaheadForOptional"]
>[0];
type AlternationRequest = Parameters<
  ILookaheadStrategy["buildLookaheadForAlternation"]
>[0];

/**
 * Chooses by the next token alone, as Chevrotain's own strategy does with a lookahead of one, but works each choice out when it
 * is first met: a file meets few of them, and `fsmc check` is mostly start-up.
 */
export class LazyLookahead implements ILookaheadStrategy {
  private readonly next: () => IToken;
  private readonly firsts = new Map<Rule, First>();

  constructor(next: () => IToken) {
    this.next = next;
  }

  /** The grammar is checked with Chevrotain's own strategy, by a test. */
  validate(): [] {
    return [];
  }

  buildLookaheadForOptional(request: OptionalRequest): () => boolean {
    const { rule, prodOccurrence, prodType } = request;
    let table: Table | null = null;
    return () => {
      table ??= this.tableOf([contentOf(rule, prodType, prodOccurrence)]);
      return table.has(this.next().tokenTypeIdx);
    };
  }

  buildLookaheadForAlternation({
    rule,
    prodOccurrence,
  }: AlternationRequest): ReturnType<
    ILookaheadStrategy["buildLookaheadForAlternation"]
  > {
    let table: Table | null = null;
    return (alternatives) => {
      table ??= this.tableOf(
        contentOf(rule, "Alternation", prodOccurrence).map((alternative) =>
          alternative instanceof Alternative ? alternative.definition : [],
        ),
      );
      const chosen = table.get(this.next().tokenTypeIdx) ?? [];
      return chosen.find((index) => isOpen(alternatives?.[index]?.GATE));
    };
  }

  private tableOf(paths: readonly (readonly IProduction[])[]): Table {
    const table = new Map<number, number[]>();
    paths.forEach((path, alternative) => {
      const indices = this.firstOf(path).tokens.flatMap((type) => [
        type.tokenTypeIdx ?? -1,
        ...(type.categoryMatches ?? []),
      ]);
      for (const index of new Set(indices))
        table.set(index, [...(table.get(index) ?? []), alternative]);
    });
    return table;
  }

  /** The tokens with which a sequence may begin, and whether it may be empty. */
  private firstOf(sequence: readonly IProduction[]): First {
    const tokens: TokenType[] = [];
    for (const production of sequence) {
      const first = this.firstOfOne(production);
      tokens.push(...first.tokens);
      if (!first.mayBeEmpty) return { tokens, mayBeEmpty: false };
    }
    return { tokens, mayBeEmpty: true };
  }

  private firstOfOne(production: IProduction): First {
    if (production instanceof Terminal)
      return { tokens: [production.terminalType], mayBeEmpty: false };
    if (production instanceof NonTerminal)
      return this.firstOfRule(production.referencedRule);
    if (production instanceof Alternation) {
      const parts = production.definition.map((alternative) =>
        this.firstOf(insideOf(alternative) ?? []),
      );
      return {
        tokens: parts.flatMap(({ tokens }) => tokens),
        mayBeEmpty: parts.some(({ mayBeEmpty }) => mayBeEmpty),
      };
    }
    const { tokens, mayBeEmpty } = this.firstOf(insideOf(production) ?? []);
    const isOptional =
      production instanceof Option ||
      production instanceof Repetition ||
      production instanceof RepetitionWithSeparator;
    return { tokens, mayBeEmpty: isOptional || mayBeEmpty };
  }

  private firstOfRule(rule: Rule): First {
    const first = this.firsts.get(rule) ?? this.firstOf(rule.definition);
    this.firsts.set(rule, first);
    return first;
  }
}

interface First {
  readonly tokens: readonly TokenType[];
  readonly mayBeEmpty: boolean;
}

const KINDS = {
  Alternation,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
};

/** What stands within the choice, option or repetition of that number in a rule. */
function contentOf(
  rule: Rule,
  kind: keyof typeof KINDS,
  occurrence: number,
): readonly IProduction[] {
  const found = find(rule.definition, kind, occurrence);
  if (found === null)
    throw new Error(`${rule.name} has no ${kind} ${occurrence}`);
  return found;
}

function find(
  productions: readonly IProduction[],
  kind: keyof typeof KINDS,
  occurrence: number,
): readonly IProduction[] | null {
  for (const production of productions) {
    const inside = insideOf(production);
    if (inside === null) continue;
    const isIt =
      production instanceof KINDS[kind] &&
      occurrenceOf(production) === occurrence;
    if (isIt) return inside;
    const deeper = find(inside, kind, occurrence);
    if (deeper !== null) return deeper;
  }
  return null;
}

function occurrenceOf(production: IProduction): number {
  return "idx" in production && typeof production.idx === "number"
    ? production.idx
    : 0;
}

/** What a choice, an option, a repetition or an alternative is made of; null for what has no parts. */
export function insideOf(
  production: IProduction,
): readonly IProduction[] | null {
  for (const Kind of [...Object.values(KINDS), Alternative])
    if (production instanceof Kind) return production.definition;
  return null;
}

function isOpen(gate: (() => boolean) | undefined): boolean {
  return gate === undefined || gate();
}
