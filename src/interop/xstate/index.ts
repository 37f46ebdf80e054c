export { importXState } from "./import.ts";
