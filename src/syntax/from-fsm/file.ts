import type {
  FileCstNode,
  FileItemCstNode,
  ImportCstNode,
  StrategyCstNode,
} from "../../../grammar/cst.ts";
import type { CstNode } from "../../../grammar/tokens.ts";
import type { SourceFile } from "../../source/index.ts";
import type { Import, SpecFile, Strategy } from "../ast.ts";
import { readEnum, readMember, readRecordType } from "./declarations.ts";
import { stringOf } from "./expressions.ts";
import { readAll, type Reading } from "./reading.ts";
import { readPreamble, type Preamble } from "./preamble.ts";

export function readFile(
  reading: Reading,
  source: SourceFile,
  node: FileCstNode,
): SpecFile {
  const items = node.children.fileItem ?? [];
  const sharedOf = <Part extends object>(part: Part | null, text: CstNode) =>
    part === null ? null : reading.placed(part, text);
  return {
    source,
    imports: items.flatMap(({ children }) =>
      readAll(children.import, (part) => importOf(reading, part)),
    ),
    declarations: items.flatMap((item) => [
      ...readAll(item.children.enumeration, (part) =>
        sharedOf(readEnum(reading, part, preambleOf(reading, item)), part),
      ),
      ...readAll(item.children.recordType, (part) =>
        sharedOf(
          readRecordType(reading, part, preambleOf(reading, item)),
          part,
        ),
      ),
    ]),
    strategies: items.flatMap((item) =>
      readAll(item.children.strategy, (part) =>
        strategyOf(reading, part, preambleOf(reading, item)),
      ),
    ),
  };
}

function preambleOf(reading: Reading, item: FileItemCstNode): Preamble {
  const { allow, enumeration, recordType, strategy } = item.children;
  const inner = [
    ...(enumeration ?? []),
    ...(recordType ?? []),
    ...(strategy ?? []),
  ];
  return readPreamble(reading, item, allow, inner);
}

function importOf(reading: Reading, node: ImportCstNode): Import | null {
  const { children } = node;
  const keyword = children.Import?.[0];
  const path = children.StringLiteral?.[0];
  if (keyword === undefined || path === undefined) return null;
  const start = path.startOffset + 1;
  const imported: Import = {
    kind: children.Type === undefined ? "spec" : "type",
    names: readAll(children.importedName, (node) => {
      const name = node.children.Name?.[0];
      const as = node.children.as?.[0];
      if (name === undefined) return null;
      return {
        name: reading.name(name),
        as: as === undefined ? null : reading.name(as),
      };
    }),
    from: {
      text: stringOf(reading, path),
      span: reading.span(start, start + path.image.length - 2),
    },
    keyword: reading.spanOf(keyword),
  };
  return reading.placed(imported, node);
}

function strategyOf(
  reading: Reading,
  node: StrategyCstNode,
  preamble: Preamble,
): Strategy | null {
  const {
    Name,
    parent,
    Abstract,
    Strategy: word,
    strategyBody,
  } = node.children;
  const members = (strategyBody?.[0]?.children.member ?? []).flatMap((member) =>
    readMember(reading, member),
  );
  const name = Name?.[0];
  const keyword = Abstract?.[0] ?? word?.[0];
  if (name === undefined || keyword === undefined) return null;
  const base = parent?.[0];
  const strategy: Strategy = {
    name: reading.name(name),
    abstract: Abstract !== undefined,
    parent: base === undefined ? null : reading.name(base),
    keyword: reading.spanOf(keyword),
    span: reading.spanOf(node),
    members,
    ...preamble,
  };
  return reading.placed(strategy, node);
}
