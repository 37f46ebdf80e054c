import type {
  EnumDeclaration,
  Import,
  ImportedName,
  Member,
  Name,
  Strategy,
  TypeDeclaration,
} from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { strategyWithoutName } from "../../diagnostics/messages/yaml.ts";
import {
  knownKeys,
  listOf,
  misshapen,
  missing,
  type Context,
  type Known,
} from "./context.ts";
import {
  actionsOf,
  activitiesOf,
  contextOf,
  enumsOf,
  guardsOf,
  outputsOf,
  paramsOf,
  triggersOf,
  typesOf,
} from "./declarations.ts";
import { nameOf, part } from "./fragments.ts";
import { fromOf } from "./from.ts";
import { notesOf } from "./notes.ts";
import {
  errorsOf,
  initialOf,
  legsOf,
  timeoutOf,
  versionOf,
} from "./policies.ts";
import { statesOf } from "./states.ts";
import {
  booleanOf,
  type YamlEntry,
  type YamlMapping,
  type YamlValue,
} from "./value.ts";

/** What one YAML document adds to the file. */
export interface DocumentParts {
  readonly imports: readonly Import[];
  readonly declarations: readonly (EnumDeclaration | TypeDeclaration)[];
  readonly strategy: Strategy | null;
}

const NOTHING: DocumentParts = {
  imports: [],
  declarations: [],
  strategy: null,
};

/** A document with `strategy` or `abstract` is a strategy; another holds what all strategies of the file share. */
export function documentOf(context: Context, root: YamlValue): DocumentParts {
  if (root.kind !== "mapping") {
    misshapen(context, root, {
      what: "a mapping that begins with `strategy: Name`",
      example: "strategy: Arbitrage",
    });
    return NOTHING;
  }
  let unknown = false;
  const careful: Context = {
    ...context,
    report: (diagnostic) => {
      unknown = true;
      context.report(diagnostic);
    },
  };
  const known = knownKeys(careful, root, "document");
  const imports =
    known.import === undefined ? [] : importsOf(context, known.import);
  if (known.strategy !== undefined || known.abstract !== undefined) {
    const strategy = strategyOf(context, root, known);
    return { imports, declarations: [], strategy };
  }
  const shared = ["import", "enums", "types", "doc", "allow"];
  const stranger = root.entries.find(({ key }) => !shared.includes(key.text));
  if (stranger !== undefined && !unknown) {
    const { key } = stranger;
    context.report(at({ span: key.span }, strategyWithoutName(key.text)));
  }
  const declarations: (EnumDeclaration | TypeDeclaration)[] = [];
  for (const { key, value } of root.entries) {
    if (key.text === "enums") declarations.push(...enumsOf(context, value));
    if (key.text === "types") declarations.push(...typesOf(context, value));
  }
  return { imports, declarations, strategy: null };
}

function strategyOf(
  context: Context,
  root: YamlMapping,
  known: Known<"document">,
): Strategy | null {
  const flag =
    known.abstract !== undefined && known.strategy !== undefined
      ? booleanOf(known.abstract.value)
      : null;
  const isAbstract = known.abstract !== undefined && flag !== false;
  const named =
    flag === null ? (known.abstract ?? known.strategy) : known.strategy;
  if (named === undefined) return null;
  if (
    flag === null &&
    known.abstract !== undefined &&
    known.strategy !== undefined
  )
    misshapen(context, known.abstract.value, {
      what: "true, beside `strategy`",
      example: "abstract: true",
    });
  const name = nameOf(context, named.value);
  const parent =
    known.extends === undefined ? null : nameOf(context, known.extends.value);
  const members = root.entries.flatMap((entry) => membersOf(context, entry));
  if (name === null) return null;
  return {
    name,
    abstract: isAbstract,
    parent,
    keyword: ((isAbstract ? known.abstract : null) ?? named).key.span,
    span: root.span,
    members,
    ...notesOf(context, known),
  };
}

function membersOf(context: Context, entry: YamlEntry): readonly Member[] {
  const { key, value } = entry;
  switch (key.text) {
    case "version":
      return some(versionOf(context, entry));
    case "legs":
      return [legsOf(context, value)];
    case "enums":
      return enumsOf(context, value);
    case "types":
      return typesOf(context, value);
    case "params":
      return paramsOf(context, value);
    case "context":
      return contextOf(context, value);
    case "triggers":
      return triggersOf(context, value);
    case "outputs":
      return outputsOf(context, value);
    case "guards":
      return guardsOf(context, value);
    case "actions":
      return actionsOf(context, value);
    case "activities":
      return activitiesOf(context, value);
    case "errors":
      return some(errorsOf(context, entry));
    case "timeout":
      return some(timeoutOf(context, entry));
    case "initial":
      return some(initialOf(context, entry));
    case "states":
      return statesOf(context, value);
    case "from":
      return fromOf(context, entry);
    default:
      return [];
  }
}

function some<Item>(item: Item | null): readonly Item[] {
  return item === null ? [] : [item];
}

const IMPORT = {
  what: "import",
  example: "import: { names: [Lifecycle], from: ./lifecycle.fsm }",
};

function importsOf(
  context: Context,
  { key, value }: YamlEntry,
): readonly Import[] {
  return listOf(value).flatMap((item): readonly Import[] => {
    if (item.kind !== "mapping") {
      misshapen(context, item, { ...IMPORT, what: "an import" });
      return [];
    }
    const known = knownKeys(context, item, "import");
    if (known.from === undefined) {
      missing(context, item, "from", IMPORT);
      return [];
    }
    const { value: path } = known.from;
    if (path.kind !== "scalar" || path.text === "") {
      misshapen(context, path, { what: "a path", example: "./lifecycle.fsm" });
      return [];
    }
    const from: Name = { text: path.text, span: path.span };
    const keyword = key.span;
    const found: Import[] = [];
    if (known.names !== undefined) {
      const names = importedNames(context, known.names.value);
      found.push({ kind: "spec", names, from, keyword });
    }
    if (known.types !== undefined) {
      const names = importedNames(context, known.types.value);
      found.push({ kind: "type", names, from, keyword });
    }
    if (found.length === 0) missing(context, item, "names", IMPORT);
    return found;
  });
}

/** `A`, `A as B`. */
function importedNames(
  context: Context,
  value: YamlValue,
): readonly ImportedName[] {
  const names: ImportedName[] = [];
  for (const item of listOf(value)) {
    const renamed =
      item.kind === "scalar" ? /^(.*?)\s+as\s+(.*)$/d.exec(item.text) : null;
    const [, before, behind] = renamed?.indices ?? [];
    const plain = item.kind !== "scalar" || !before || !behind;
    const name = nameOf(context, plain ? item : part(item, ...before));
    const as = plain ? null : nameOf(context, part(item, ...behind));
    if (name !== null) names.push({ name, as });
  }
  return names;
}
