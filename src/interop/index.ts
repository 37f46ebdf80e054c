export type { Imported, Importer, Remark } from "./imported.ts";
