import { parseRuleSetting, type RuleSettings } from "../diagnostics/index.ts";
import { UsageError } from "./exit.ts";

/**
 * What holds for each rule: the configuration's settings, and `--rule` over them.
 *
 * @throws UsageError on an unknown rule or setting, and on an error that cannot be lowered
 */
export function settingsOf(
  configured: RuleSettings,
  flags: readonly string[],
): RuleSettings {
  const settings = new Map(configured);
  for (const flag of flags) {
    const parsed = parseRuleSetting(flag);
    if (!parsed.ok) throw new UsageError(`--rule ${flag}: ${parsed.problem}`);
    settings.set(parsed.rule, parsed.setting);
  }
  return settings;
}
