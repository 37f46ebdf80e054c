export {
  SourceFile,
  spellingOf,
  type Position,
  type Spelling,
} from "./source-file.ts";
export { join, rangeOf, textOf, type Range, type Span } from "./span.ts";
export { nearest, nearestOf, type Nearest } from "./nearest.ts";
