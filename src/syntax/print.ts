/** The AST as `.fsm` text: whole files in their canonical form, and their parts on one line. */
export {
  printExpression,
  printStatePath,
  printType,
} from "./print/expression.ts";
export { printFile } from "./print/file.ts";
export { printNumber, printDuration, printString } from "./print/literal.ts";
export {
  printBranch,
  printEffect,
  printEnd,
  printTail,
  printTarget,
  printTargets,
} from "./print/transition.ts";
