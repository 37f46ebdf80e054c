import type { Diagnostic } from "../diagnostics/index.ts";
import type { SpecFile } from "../syntax/ast.ts";
import type { Host, LoadedSpec } from "./build/files/host.ts";
import { Workspace } from "./build/files/workspace.ts";
import { Report } from "./build/report.ts";
import { buildStrategy } from "./build/strategy.ts";
import type { Model } from "./model.ts";

export type { Host, LoadedSpec } from "./build/files/host.ts";
export { importedPath } from "./build/files/paths.ts";

export interface Built {
  /** Of use also where there are findings: what is in error is left out of it. */
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a file's strategies mean: names resolved, parents merged, `from` written out, expressions typed. Never throws.
 *
 * `parsed`: whether the parser understood all of the file, and names in what it did not understand.
 */
export function build(
  file: SpecFile,
  host: Host,
  parsed: Omit<LoadedSpec, "file"> = { complete: true },
): Built {
  const report = new Report();
  const workspace = new Workspace(host, report);
  const scope = workspace.open({ file, ...parsed });
  const strategies = file.strategies.flatMap((declaration) => {
    const text = { declaration, file: scope };
    return buildStrategy(text, workspace, report) ?? [];
  });
  return {
    model: { source: file.source, strategies, imports: scope.imports },
    diagnostics: report.diagnostics,
  };
}
