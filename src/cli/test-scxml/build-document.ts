import type { Strategy } from "../../compile.ts";
import { printFile } from "../../format/index.ts";
import type { Remark } from "../../interop/index.ts";
import { importScxml, type ScxmlNames } from "../../interop/scxml/index.ts";
import { SourceFile } from "../../source/index.ts";
import type { Script } from "./script.ts";

/** A document as a generated file, or why there is none. */
export type BuiltDocument =
  | {
      readonly kind: "built";
      readonly text: string;
      readonly strategy: Strategy;
      readonly names: ScxmlNames;
    }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Import, then build, as the commands of these names do, without what is said of good taste: a document that tests an
 * interpreter has dead ends, and nothing to trade.
 *
 * @param script what it will be sent: a spec declares every event that it is to know
 * @param read files beside the document
 */
export async function buildDocument(
  path: string,
  text: string,
  script: Script | null,
  read: (path: string) => SourceFile | null,
): Promise<BuiltDocument> {
  const { compile } = await import("../../compile.ts");
  const outside = (script?.steps ?? []).map(({ event, data }) => ({
    event,
    data,
  }));
  const imported = importScxml(new SourceFile(path, text, "fsm"), {
    outside,
    read,
  });
  const obstacle = imported.remarks.find(({ kind }) => kind !== "assumed");
  if (obstacle !== undefined || imported.file === null || !imported.names)
    return { kind: "refused", reason: said(obstacle) };
  const spec = printFile(imported.file);
  const { models, files, diagnostics } = await compile(
    [{ path: "machine.fsm", text: spec }],
    { checks: false },
  );
  const [file] = files;
  const strategy = models.flatMap(({ strategies }) => strategies).at(0);
  if (file !== undefined && strategy !== undefined)
    return { kind: "built", text: file.text, strategy, names: imported.names };
  const [error] = diagnostics.filter(({ severity }) => severity === "error");
  return {
    kind: "refused",
    reason: `the spec it would be is not accepted: ${error === undefined ? "nothing is emitted" : `${error.code} ${error.message}`}`,
  };
}

function said(remark: Remark | undefined): string {
  if (remark === undefined) return "nothing can be made of it";
  const { message, why, span } = remark;
  const { line } = span.file.position(span.start);
  return `line ${line}: ${message} (${why})`;
}
