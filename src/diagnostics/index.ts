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
  isRuleName,
  type Rule,
  type RuleName,
  type Severity,
} from "./rules.ts";
