import type { Span } from "../source/index.ts";
import { RULES, type RuleName, type Severity } from "./rules.ts";

/** What a message of the table says; where, is added by `at`. */
export interface Finding {
  readonly rule: RuleName;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  /** The headline: what is wrong, with the names in question. */
  readonly message: string;
  /** What would happen in trading if it stayed so. */
  readonly why: string;
  /** What to write instead. */
  readonly help: string;
  /** Words under the primary span. */
  readonly label?: string;
}

export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** One step of a path that a finding rests on: names of states and of the trigger, timer or outcome. */
export interface PathStep {
  readonly from: string;
  readonly on: string;
  readonly to: string;
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change of the text that removes the finding. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Place {
  readonly span: Span;
  readonly related?: readonly Related[];
  readonly path?: readonly PathStep[];
  readonly fixes?: readonly Fix[];
}

export interface Diagnostic {
  readonly code: string;
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly help: string;
  readonly label: string | null;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly path: readonly PathStep[];
  readonly fixes: readonly Fix[];
}

/** A finding at its place. */
export function at(place: Place, finding: Finding): Diagnostic {
  const { code, severity } = RULES[finding.rule];
  return {
    code,
    rule: finding.rule,
    severity: finding.severity ?? severity,
    message: finding.message,
    why: finding.why,
    help: finding.help,
    label: finding.label ?? null,
    span: place.span,
    related: place.related ?? [],
    path: place.path ?? [],
    fixes: place.fixes ?? [],
  };
}
