import { nearest } from "../source/index.ts";
import {
  groupOf,
  isLaterRuleName,
  isRuleName,
  RULE_NAMES,
  RULES,
  type LaterRuleName,
  type RuleName,
  type Severity,
} from "./rules.ts";

/** What a project or a flag makes of a rule. */
export type Setting = Severity | "off";

export type RuleSettings = ReadonlyMap<RuleName | LaterRuleName, Setting>;

export type ParsedSetting =
  | {
      readonly ok: true;
      readonly rule: RuleName | LaterRuleName;
      readonly setting: Setting;
    }
  /** What is wrong with it, and what would be right: a usage error (exit status 2). */
  | { readonly ok: false; readonly problem: string };

const SETTINGS: readonly Setting[] = ["off", "info", "warning", "error"];

/** Groups whose errors no flag and no configuration lowers: what the text means, and what may be lost. */
const LOCKED: readonly number[] = [1, 4];

/** `NAME=off|info|warning|error`, as `--rule` takes it. */
export function parseRuleSetting(text: string): ParsedSetting {
  const [name = "", value = "", ...rest] = text.split("=");
  if (rest.length > 0 || value === "")
    return refuse(
      `\`${text}\` is no rule setting: write \`NAME=off\`, \`NAME=info\`, \`NAME=warning\` or \`NAME=error\``,
    );
  return ruleSetting(name.trim(), value.trim());
}

/** A rule's name and what it is to be, as a configuration file has them. */
export function ruleSetting(name: string, value: string): ParsedSetting {
  if (!isRuleName(name) && !isLaterRuleName(name)) {
    const near =
      RULE_NAMES.find((rule) => RULES[rule].code === name.toUpperCase()) ??
      nearest(name, RULE_NAMES);
    const remedy =
      near === null
        ? "`fsmc explain` lists all rules"
        : `did you mean \`${near}\`?`;
    return refuse(`there is no rule \`${name}\`: ${remedy}`);
  }
  const setting = SETTINGS.find((each) => each === value);
  if (setting === undefined)
    return refuse(
      `a rule cannot be \`${value}\`: it is off, info, warning or error`,
    );
  if (isLaterRuleName(name)) return { ok: true, rule: name, setting };
  const { code, severity } = RULES[name];
  const lowered = severity === "error" && setting !== "error";
  if (lowered && LOCKED.includes(groupOf(name)))
    return refuse(
      `${code} (${name}) stays an error: write \`@allow(${name}, "reason")\` before what is meant`,
    );
  return { ok: true, rule: name, setting };
}

function refuse(problem: string): ParsedSetting {
  return { ok: false, problem };
}
