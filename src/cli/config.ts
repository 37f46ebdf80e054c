import type { RuleSettings } from "../diagnostics/index.ts";

/** What `fsmc.config.yaml` says. Paths are as written there, relative to its folder. */
export interface Config {
  /** Files, folders and globs of specs. */
  readonly specs: readonly string[];
  /** Where generated files go. */
  readonly out: string;
  /** Where `fsmc run` looks for recordings. */
  readonly data: string;
  readonly rules: RuleSettings;
}

export const DEFAULTS: Config = {
  specs: ["strategies/**/*.{fsm,yaml,yml}"],
  out: "generated",
  data: "../shared/data",
  rules: new Map(),
};
