export {
  at,
  type Diagnostic,
  type Edit,
  type Finding,
  type Fix,
  type PathStep,
  type Place,
  type Related,
} from "./diagnostic.ts";
export {
  RULES,
  RULE_NAMES,
  groupOf,
  isLaterRuleName,
  isRuleName,
  type Rule,
  type LaterRuleName,
  type RuleName,
  type Severity,
} from "./rules.ts";
export {
  parseRuleSetting,
  ruleSetting,
  type ParsedSetting,
  type RuleSettings,
  type Setting,
} from "./settings.ts";
export {
  MOST_SHOWN,
  settle,
  summarize,
  withoutAllowed,
  type Allowance,
  type Settled,
  type SettleOptions,
  type Summary,
} from "./settle.ts";
export { renderLosses, type Loss } from "./loss.ts";
export { renderJson } from "./render/json.ts";
export { renderRemark, type RenderedRemark } from "./render/remark.ts";
export {
  renderDiagnostic,
  renderPath,
  renderText,
  type TextOptions,
} from "./render/text.ts";
