import { listBody, missingDetail } from "./remedies/details.ts";
import {
  goesOn,
  missingExpression,
  missingOperand,
  unknownUnit,
} from "./remedies/expressions.ts";
import type { Remedy } from "./remedies/mistake.ts";
import {
  commaBetweenArms,
  memberSet,
  missingEnd,
} from "./remedies/transitions.ts";
import {
  misplacedWord,
  misspeltWord,
  modifierOfNothing,
  reservedName,
} from "./remedies/words.ts";

/** The first that has something to say counts. */
export const REMEDIES: readonly Remedy[] = [
  missingExpression,
  unknownUnit,
  modifierOfNothing,
  misplacedWord,
  misspeltWord,
  missingEnd,
  commaBetweenArms,
  memberSet,
  reservedName,
  goesOn,
  missingOperand,
  missingDetail,
  listBody,
];
