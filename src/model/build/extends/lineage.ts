import {
  concreteParent,
  extendsCycle,
  extendsTooDeep,
  unknownParent,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { FileScope, StrategyText } from "../files/file-scope.ts";
import { renaming } from "../names/suggestion.ts";
import type { Report } from "../report.ts";

/** Parents of parents: more than any strategy needs, few enough for every stage. */
const MOST_PARENTS = 32;

/**
 * A strategy behind its parents, the oldest first; null where a parent cannot be had, which is reported: without its
 * parent's names nothing of the strategy could be judged.
 */
export function lineageOf(
  strategy: StrategyText,
  report: Report,
): readonly StrategyText[] | null {
  const found: StrategyText[] = [strategy];
  let { declaration, file } = strategy;
  while (declaration.parent !== null) {
    const parent = parentOf(declaration.parent, file, report);
    if (parent === null) return null;
    if (isIn(found, parent)) {
      reportCycle(found.slice(indexIn(found, parent)), report);
      return null;
    }
    if (found.length > MOST_PARENTS) {
      const { span } = strategy.declaration.name;
      report.add({ span }, extendsTooDeep({ most: MOST_PARENTS }));
      return null;
    }
    found.push(parent);
    ({ declaration, file } = parent);
  }
  return found.toReversed();
}

function parentOf(
  name: Ast.Name,
  file: FileScope,
  report: Report,
): StrategyText | null {
  const parent = file.strategy(name.text);
  if (parent === null) {
    if (file.complete && !report.mayBeUnread(name.text, name.span))
      reportUnknown(name, file, report);
    return null;
  }
  file.use(name.text);
  if (!parent.declaration.abstract) {
    const { span } = parent.declaration.name;
    report.add(
      {
        span: name.span,
        related: [{ message: "not declared `abstract`", span }],
      },
      concreteParent({ name: name.text }),
    );
    return null;
  }
  return parent;
}

function reportUnknown(name: Ast.Name, file: FileScope, report: Report): void {
  const suggestion = nearest(name.text, file.strategyNames());
  report.add(
    { span: name.span, fixes: renaming(name.span, suggestion) },
    unknownParent({ name: name.text, suggestion }),
  );
}

/** Once for each cycle, wherever one came into it: at the member whose place sorts first. */
function reportCycle(cycle: readonly StrategyText[], report: Report): void {
  const [first] = cycle.toSorted(
    (a, b) =>
      compare(a.file.file.source.path, b.file.file.source.path) ||
      a.declaration.name.span.start - b.declaration.name.span.start,
  );
  if (!first?.declaration.parent) return;
  const at = indexIn(cycle, first);
  const names = [...cycle.slice(at), ...cycle.slice(0, at), first].map(
    ({ declaration }) => declaration.name.text,
  );
  report.add({ span: first.declaration.parent.span }, extendsCycle({ names }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isIn(list: readonly StrategyText[], one: StrategyText): boolean {
  return indexIn(list, one) >= 0;
}

function indexIn(list: readonly StrategyText[], one: StrategyText): number {
  return list.findIndex(({ declaration }) => declaration === one.declaration);
}
