import type {
  EnumDeclaration,
  Import,
  Member,
  Strategy,
  TypeDeclaration,
} from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { strategyWithoutName } from "../../diagnostics/messages/yaml.ts";
import { nearest } from "../../source/index.ts";
import {
  knownKeys,
  misshapen,
  placed,
  type Context,
  type Known,
} from "./context.ts";
import { actionsOf, activitiesOf, guardsOf } from "./callables.ts";
import { contextOf, enumsOf, paramsOf, typesOf } from "./data.ts";
import { outputsOf, triggersOf } from "./events.ts";
import { nameOf } from "./fragments.ts";
import { fromOf } from "./from.ts";
import { importsOf } from "./imports.ts";
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
  type YamlScalar,
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
  // Whatever it misses may be its parent's.
  if (root.entries.some(({ key }) => isForParent(key, context)))
    context.skip(root);
  const imports =
    known.import === undefined ? [] : importsOf(context, known.import);
  if (known.strategy !== undefined || known.abstract !== undefined) {
    const strategy = strategyOf(context, root, known);
    return { imports, declarations: [], strategy };
  }
  const shared = ["import", "enums", "types"];
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

function isForParent(key: YamlScalar, { strangers }: Context): boolean {
  return strangers.has(key) && nearest(key.text, ["extends"]) !== null;
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
  const strategy: Strategy = {
    name,
    abstract: isAbstract,
    parent,
    keyword: ((isAbstract ? known.abstract : null) ?? named).key.span,
    span: root.span,
    members,
    ...notesOf(context, known),
  };
  return placed(context, strategy, named.key, root);
}

function membersOf(context: Context, entry: YamlEntry): readonly Member[] {
  const { key, value } = entry;
  const only = (member: Member | null): readonly Member[] =>
    member === null ? [] : [placed(context, member, key, value)];
  switch (key.text) {
    case "version":
      return only(versionOf(context, entry));
    case "legs":
      return value.kind === "list" &&
        value.items.some((item) => item.kind === "mapping")
        ? value.items.map((item) =>
            placed(context, legsOf(context, item), item),
          )
        : only(legsOf(context, value));
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
      return only(errorsOf(context, entry));
    case "timeout":
      return only(timeoutOf(context, entry));
    case "initial":
      return only(initialOf(context, entry));
    case "states":
      return statesOf(context, value);
    case "from":
      return fromOf(context, entry);
    default:
      return [];
  }
}
