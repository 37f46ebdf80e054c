import type { Content } from "../content.ts";
import { refuses, throws } from "../abrupt.ts";
import { describe } from "../shapes/shape.ts";
import { primitive } from "../constants/constant.ts";
import { knownOf, valueOfConstant, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { expressionValue } from "./data-value.ts";
import { variableOf } from "./locations.ts";
import { attempted, type Run } from "./run.ts";

type Foreach = Extract<Content, { kind: "foreach" }>;

const MOST_ITEMS = 200;

/**
 * `<foreach>`: as often as the array is known to have items, whatever its content does to the array (SCXML 1.0, section 4.6).
 * `then` is not come to where an error ends it.
 */
export function foreach(
  run: Run,
  content: Foreach,
  body: (done: () => void) => void,
  then: () => void,
): void {
  let goesOn: boolean | null = null;
  const items = attempted(
    () => itemsOf(run, content),
    (error) => {
      goesOn = run.heed(error) === "refused";
    },
  );
  if (items === null) {
    if (goesOn === true) then();
    return;
  }
  const turn = (index: number): void => {
    const item = items[index];
    if (item === undefined) {
      then();
      return;
    }
    let isSet = true;
    attempted(
      () => setItem(run, content, item, index),
      (error) => {
        isSet = run.heed(error) === "refused";
      },
    );
    if (isSet) body(() => turn(index + 1));
  };
  turn(0);
}

function setItem(
  run: Run,
  { array, item, index }: Foreach,
  value: Value,
  count: number,
): void {
  const variable = variableOf(item, run.scope);
  const of = array.value.trim();
  assign(run, variable, { ...value, origin: of }, item.span);
  if (index === null) return;
  const counted = valueOfConstant(primitive(count), index.span);
  assign(run, variableOf(index, run.scope), counted, index.span);
}

/** Throws where it is no array, or where an item has no variable to go to. */
function itemsOf(run: Run, { array, item, index }: Foreach): readonly Value[] {
  const { scope } = run;
  const value = expressionValue(array, scope);
  variableOf(item, scope);
  if (index !== null) variableOf(index, scope);
  const known = knownOf(value);
  const constants =
    known?.kind === "list"
      ? known.items
      : known?.kind === "object"
        ? [...known.fields.values()]
        : null;
  if (constants !== null && constants.length <= MOST_ITEMS)
    return constants.map((each) => valueOfConstant(each, item.span));
  if (value.said.kind !== "refused" && value.said.kind === "list")
    throw tooOpen(array.value, value);
  const { base } = value.shape;
  if (known !== null || !["list", "record", "none"].includes(base.kind))
    throw throws(
      `${array.value.trim()} is ${known === null ? describe(base) : "nothing to go through"}`,
      array.span,
    );
  throw tooOpen(array.value, value);
}

function tooOpen(array: string, { span }: Value) {
  return refuses(
    `<foreach> through ${array.trim()}`,
    `a spec has no loops: the array has to be known before the machine runs, with no more than ${MOST_ITEMS} items`,
    span,
  );
}
