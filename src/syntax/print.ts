/** Parts of the AST as `.fsm` text on one line; whole files are printed by `src/format`. */
export {
  printExpression,
  printList,
  printStatePath,
  printType,
} from "./print/expression.ts";
export { printNumber, printDuration, printString } from "./print/literal.ts";
export {
  printBranch,
  printConditionAndEffects,
  printEffect,
  printEnd,
  printNames,
  printTail,
  printTarget,
  printTargets,
} from "./print/transition.ts";
