export type * from "./ast.ts";
export { parseFragment, parseFsm, type ParsedFile } from "./from-fsm.ts";
export type { PlainComment, Surroundings } from "./surroundings.ts";
export { parseYaml } from "./from-yaml.ts";
export type {
  FragmentKind,
  FragmentKinds,
  FragmentPlace,
  ParsedFragment,
} from "./fragment-kinds.ts";
export {
  printBranch,
  printEffect,
  printEnd,
  printExpression,
  printStatePath,
  printString,
  printTail,
  printTarget,
  printTargets,
  printType,
} from "./print.ts";
