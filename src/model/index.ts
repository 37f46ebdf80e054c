export type * from "./model.ts";
export type * from "./types.ts";
export {
  ancestors,
  childrenOf,
  areConcurrent,
  domainOf,
  entryOrder,
  regionOf,
  isDescendant,
  isLeaf,
  leavesOf,
  selfAndAncestors,
  selfAndDescendants,
  type Entry,
} from "./tree.ts";
export {
  baseOf,
  mayBeNull,
  optionalOf,
  sameType,
  typeText,
} from "./type-relations.ts";
export { partsOf } from "./parts.ts";
export {
  reservationOf,
  type NameKind,
  type Reservation,
} from "./reserved-names.ts";
