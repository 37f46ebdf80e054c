export { toXState, type ExportedXState } from "./strategy.ts";
