import { object, primitive, type Constant } from "./constants/constant.ts";

/** A machine of ours has no address that others could send to: all sessions call themselves the same. */
export const SESSION_ID = "session";
export const OWN_LOCATION = `#_scxml_${SESSION_ID}`;
/** SCXML 1.0, appendix C.1. */
export const SCXML_PROCESSOR =
  "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

const PROCESSOR = object([["location", primitive(OWN_LOCATION)]]);

/** Variables that a document may read and not write (SCXML 1.0, section 5.10), but `_event`. */
export function systemVariable(
  name: string,
  documentName: string | null,
): Constant | null {
  switch (name) {
    case "_sessionid":
      return primitive(SESSION_ID);
    case "_name":
      return primitive(documentName ?? undefined);
    case "_ioprocessors":
      return IO_PROCESSORS;
    case "_x":
      return object([]);
    default:
      return null;
  }
}

const IO_PROCESSORS = object(
  [
    ["scxml", PROCESSOR],
    [SCXML_PROCESSOR, PROCESSOR],
  ],
  "_ioprocessors",
);

export const SYSTEM_VARIABLES: readonly string[] = [
  "_event",
  "_sessionid",
  "_name",
  "_ioprocessors",
  "_x",
];
