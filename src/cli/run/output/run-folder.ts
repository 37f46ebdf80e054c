import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../../exit.ts";
import { makeFolder, writeAll } from "../../write-files.ts";
import type { RunFiles } from "../result/run-summary.ts";
import { LinesFile } from "./lines-file.ts";

/** The texts of a run's files; the trail is on its disk already. */
export type RunTexts = Readonly<
  Record<Exclude<keyof RunFiles, "trail">, string>
>;

/** Where the files of a run go: all of them in the end, or none. */
export class RunFolder {
  readonly files: RunFiles;
  readonly trail: LinesFile;
  readonly #path: string;
  readonly #isNew: boolean;

  /**
   * @param path absolute
   * @param shown as the user knows it
   * @throws UsageError if it cannot be made, or nothing can be written there
   */
  constructor(path: string, shown: string) {
    this.#path = path;
    this.#isNew = !existsSync(path);
    makeFolder(path, shown);
    for (const name of readdirSync(path))
      if (isLeftOver(name)) rmSync(join(path, name), { force: true });
    this.files = {
      blotter: join(shown, "blotter.csv"),
      chart: join(shown, "chart.svg"),
      trail: join(shown, "trail.jsonl"),
      diagram: join(shown, "machine.mmd"),
      result: join(shown, "result.json"),
    };
    this.trail = new LinesFile(
      join(path, `.trail.jsonl.${process.pid}.tmp`),
      this.files.trail,
    );
  }

  /** @throws UsageError if one cannot be written; then none is */
  write(texts: RunTexts): void {
    this.trail.close();
    const { blotter, chart, trail, diagram, result } = this.files;
    writeAll([
      { path: this.#at("blotter.csv"), shown: blotter, text: texts.blotter },
      { path: this.#at("chart.svg"), shown: chart, text: texts.chart },
      { path: this.#at("machine.mmd"), shown: diagram, text: texts.diagram },
      { path: this.#at("result.json"), shown: result, text: texts.result },
      { path: this.#at("trail.jsonl"), shown: trail, written: this.trail.path },
    ]);
  }

  /** Leaves no trace, if nothing was written. */
  [Symbol.dispose](): void {
    this.trail.discard();
    if (this.#isNew && readdirSync(this.#path).length === 0)
      rmdirSync(this.#path);
  }

  #at(name: string): string {
    return join(this.#path, name);
  }
}

/** Whether it is the unfinished trail of a run that was killed. */
function isLeftOver(name: string): boolean {
  const [, pid] = /^\.trail\.jsonl\.(\d+)\.tmp$/.exec(name) ?? [];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}
