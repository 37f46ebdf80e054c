import { attribute, type XmlElement } from "../xml/element.ts";
import type { Remarks } from "../remarks.ts";
import type { Document } from "./document.ts";
import { readScript } from "./read-executable.ts";
import { readState } from "./read-state.ts";
import {
  checkAttributes,
  SCXML,
  textAttribute,
  type ReadBeside,
  type Reading,
} from "./reading.ts";

/** What stands in the document; null where its root is no `<scxml>`, or its data model one that no spec has. */
export function readDocument(
  root: XmlElement,
  remarks: Remarks,
  read: ReadBeside,
): Document | null {
  if (root.name !== "scxml") {
    remarks.error(
      `the outermost element is <${root.name}>, not <scxml>`,
      "an SCXML document begins with <scxml>",
      root.span,
    );
    return null;
  }
  if (root.namespace !== null && root.namespace !== SCXML) {
    remarks.error(
      `<scxml> is of the namespace ${root.namespace}`,
      `SCXML is ${SCXML}; what its names mean elsewhere nobody knows`,
      root.span,
    );
    return null;
  }
  const reading: Reading = { remarks, namespace: root.namespace, read };
  const datamodel = readDatamodel(root, remarks);
  if (datamodel === null) return null;
  checkAttributes(root, ATTRIBUTES, reading);
  return {
    name: textAttribute(root, "name"),
    datamodel,
    binding: attribute(root, "binding")?.value === "late" ? "late" : "early",
    root: readState(root, reading),
    scripts: root.children.flatMap((child) =>
      child.kind === "element" &&
      child.name === "script" &&
      child.namespace === root.namespace
        ? [readScript(child, reading)]
        : [],
    ),
  };
}

const ATTRIBUTES = [
  "initial",
  "name",
  "version",
  "datamodel",
  "binding",
  "exmode",
];

/** A document that names none may use expressions all the same: everybody who does means ECMAScript. */
function readDatamodel(
  root: XmlElement,
  remarks: Remarks,
): Document["datamodel"] | null {
  const named = attribute(root, "datamodel");
  switch (named?.value) {
    case undefined:
    case "":
    case "ecmascript":
    case "javascript":
      return "ecmascript";
    case "null":
      return "null";
    default:
      remarks.error(
        `there is no import for the data model ${JSON.stringify(named?.value)}`,
        "its expressions are of a language that is neither ECMAScript nor ours",
        named?.span ?? root.span,
      );
      return null;
  }
}
