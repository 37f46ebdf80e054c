import { renderJson, type Settled } from "../../diagnostics/index.ts";
import { UsageError } from "../exit.ts";
import { versionOfFsmc } from "../own-package.ts";

/** What findings are written for. */
export type ReportFormat = "text" | "json" | "sarif" | "github" | "junit";

const FORMATS: readonly ReportFormat[] = [
  "text",
  "json",
  "sarif",
  "github",
  "junit",
];

/** @throws UsageError */
export function reportFormatIn(text: string): ReportFormat {
  const format = FORMATS.find((each) => each === text);
  if (format !== undefined) return format;
  throw new UsageError(
    `--format takes ${FORMATS.slice(0, -1).join(", ")} or junit, not ${JSON.stringify(text)}`,
  );
}

/**
 * Findings for other programs.
 *
 * @param files paths of everything that was checked
 * @param verbose shows information too; JSON and SARIF always have it
 */
export async function reported(
  format: Exclude<ReportFormat, "text">,
  settled: Settled,
  files: readonly string[],
  verbose: boolean,
): Promise<string> {
  switch (format) {
    case "json":
      return renderJson(settled, files);
    case "sarif": {
      const { renderSarif } = await import("../../diagnostics/render/sarif.ts");
      return renderSarif(settled, files, versionOfFsmc());
    }
    case "github": {
      const { renderGithub } =
        await import("../../diagnostics/render/github.ts");
      return renderGithub(settled, verbose);
    }
    case "junit": {
      const { renderJunit } = await import("../../diagnostics/render/junit.ts");
      return renderJunit(settled, files, verbose);
    }
  }
}
