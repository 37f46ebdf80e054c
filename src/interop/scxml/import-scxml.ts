import type { SourceFile } from "../../source/index.ts";
import type { Imported } from "../imported.ts";
import { readDocument } from "./document/read-document.ts";
import type { OutsideEvent } from "./ecmascript/index.ts";
import { planOf } from "./plan.ts";
import { Remarks } from "./remarks.ts";
import { writeSpec } from "./spec/strategy.ts";
import { StateTree } from "./states/state-tree.ts";
import { readXml } from "./xml/read.ts";

export interface ScxmlOptions {
  /** What is known to come from outside, beside the events that the document names: a spec knows those only that it declares. */
  readonly outside?: readonly OutsideEvent[];
  /** Reads a file beside the document, which `<script src>` or `<data src>` names by a relative path. Without it none is read. */
  readonly read?: (path: string) => SourceFile | null;
}

/** How what a document names is called in the spec. */
export interface ScxmlNames {
  /** The states that have an id: what the spec calls them, and the id. */
  readonly ids: ReadonlyMap<string, string>;
  /** The trigger that an event from outside is; null where the spec has none, so that it changes nothing. */
  trigger(event: string): string | null;
}

export interface ImportedScxml extends Imported {
  /** Null where the file is. */
  readonly names: ScxmlNames | null;
}

/**
 * Reads SCXML (W3C Recommendation, 1 September 2015). Never throws on bad input, fetches nothing and evaluates nothing.
 */
export function importScxml(
  source: SourceFile,
  options: ScxmlOptions = {},
): ImportedScxml {
  const remarks = new Remarks();
  const failed = (): ImportedScxml => ({
    file: null,
    names: null,
    remarks: remarks.inOrder(),
  });
  const xml = readXml(source);
  if (xml.kind === "refused") {
    remarks.take([xml.remark]);
    return failed();
  }
  const document = readDocument(
    xml.root,
    remarks,
    options.read ?? (() => null),
  );
  if (document === null) return failed();
  if (document.root.children.length === 0) {
    remarks.error(
      "there is no state",
      "a machine is in some state as soon as it starts",
      document.root.span,
    );
    return failed();
  }
  const tree = new StateTree(document, remarks);
  const plan = planOf(document, tree, options.outside ?? [], remarks);
  if (plan === null) return failed();
  const { file, triggers } = writeSpec(plan, source, remarks);
  if (remarks.hasErrors) return failed();
  return {
    file,
    names: {
      ids: new Map(
        tree.states.flatMap(({ id, name }) =>
          id === null ? [] : [[name, id]],
        ),
      ),
      trigger: (event) =>
        triggers.of(event).find(({ conditional }) => !conditional)?.trigger ??
        null,
    },
    remarks: remarks.inOrder(),
  };
}
