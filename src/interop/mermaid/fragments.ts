/** Pieces of `.fsm` that stand in labels and notes. */
import { SourceFile } from "../../source/index.ts";
import {
  parseFsm,
  type Expression,
  type Member,
  type StateItem,
} from "../../syntax/index.ts";

/** One item of a state; null where the text is none, or more. */
export function parseItem(text: string): StateItem | null {
  const members = parseMembers(`state STATE { ${text}\n}`);
  const [state] = members ?? [];
  if (members?.length !== 1 || state?.kind !== "state") return null;
  const [item, another] = state.items;
  return item === undefined || another !== undefined ? null : item;
}

export function parseExpression(text: string): Expression | null {
  const item = parseItem(`always when (${text}\n) stay`);
  if (item?.kind !== "always" || item.tail.choice) return null;
  const [branch] = item.tail.branches;
  return branch?.effects.length === 0 ? branch.guard : null;
}

/** Declarations as they stand in a strategy; null where they cannot be read. */
export function parseMembers(text: string): readonly Member[] | null {
  const source = new SourceFile("text", `strategy S {\n${text}\n}`, "fsm");
  const { file, diagnostics } = parseFsm(source);
  const [strategy, another] = file.strategies;
  const isWhole =
    diagnostics.length === 0 &&
    another === undefined &&
    file.imports.length === 0 &&
    file.declarations.length === 0;
  return isWhole && strategy !== undefined ? strategy.members : null;
}
