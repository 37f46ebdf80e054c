export {
  importScxml,
  type ImportedScxml,
  type ScxmlNames,
  type ScxmlOptions,
} from "./import-scxml.ts";
