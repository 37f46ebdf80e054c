/** A tree, or a text that is read and printed again, in either spelling. */
export { convert, type Converted, type Unsayable } from "./convert.ts";
export { printFile } from "./fsm/file.ts";
export { printYaml } from "./yaml/file.ts";
