import { nearest } from "../../source/index.ts";
import { RULE_NAMES, RULES, type RuleName } from "../rules.ts";
import type { Page } from "./page.ts";
import { PAGES } from "./pages/index.ts";

export type { Page } from "./page.ts";

export type Explanation =
  | { readonly ok: true; readonly text: string }
  /** No such rule, and which one may have been meant. */
  | { readonly ok: false; readonly problem: string };

/** The page of a rule, called by code (`FSM201`, `201`) or by name, in Markdown that reads well as it is. */
export function explain(codeOrName: string): Explanation {
  const rule = ruleCalled(codeOrName);
  if (rule !== null) return { ok: true, text: render(rule, PAGES[rule]) };
  const near = nearest(codeOrName, [
    ...RULE_NAMES,
    ...RULE_NAMES.map((each) => RULES[each].code),
  ]);
  const remedy =
    near === null
      ? "`fsmc explain` alone lists them all"
      : `did you mean \`${near}\`?`;
  return {
    ok: false,
    problem: `there is no rule \`${codeOrName}\`: ${remedy}`,
  };
}

/** All rules, a line each. */
export function listRules(): string {
  const longest = Math.max(...RULE_NAMES.map((rule) => rule.length));
  return RULE_NAMES.map((rule) => {
    const { code, severity } = RULES[rule];
    const later = PAGES[rule] === undefined ? "  (later version)" : "";
    return `${code}  ${rule.padEnd(longest)}  ${severity}${later}\n`;
  }).join("");
}

/** Null: this version does not have the rule yet. */
export function pageOf(rule: RuleName): Page | null {
  return PAGES[rule] ?? null;
}

function ruleCalled(codeOrName: string): RuleName | null {
  const wanted = codeOrName.trim();
  const code = wanted.toUpperCase().replace(/^(?=\d)/, "FSM");
  return (
    RULE_NAMES.find(
      (rule) => rule === wanted.toLowerCase() || RULES[rule].code === code,
    ) ?? null
  );
}

function render(rule: RuleName, page: Page | undefined): string {
  const { code, severity } = RULES[rule];
  const title = `# ${code} ${rule} (${severity})`;
  if (page === undefined)
    return `${title}\n\nThis rule comes with a later version; nothing is found under its name yet. \`@allow\` and \`--rule\` take it already.\n`;
  const { what, why, examples } = page;
  const text = `${title}\n\n${what}\n\n${why}\n`;
  if (examples === null) return text;
  const { spec } = examples;
  const language = spec === undefined ? "fsm" : "ts";
  const behind =
    spec === undefined
      ? ""
      : `\n## The spec\n\n\`\`\`fsm\n${spec.trim()}\n\`\`\`\n`;
  return `${text}${behind}
## Wrong

\`\`\`${language}
${examples.wrong.trim()}
\`\`\`

## Right

\`\`\`${language}
${examples.right.trim()}
\`\`\`
`;
}
