import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  extraCallback,
  missingCallback,
} from "../../diagnostics/messages/code.ts";
import { nearest } from "../../source/index.ts";
import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";
import type { Member } from "../code/objects.ts";
import { found } from "./finding.ts";
import type { Implementation } from "../machine/implementations.ts";
import type { Machine } from "../machine/machine.ts";

/**
 * FSM701 and FSM702. A callback that is missing and one that is too many, with nearly the same name, are one mistake. What a class has
 * beside its callbacks is its own affair, and so is what another strategy of the same object wants.
 */
export function missingAndExtra(
  implementation: Implementation,
  machine: Machine,
  wantedByOthers: ReadonlySet<string>,
  code: Code,
): readonly Diagnostic[] {
  const { source, members } = implementation;
  const { strategy, wanted } = machine;
  const known = new Set(wanted.map(({ name }) => name));
  const extra = new Map(
    [...members.byName.values()]
      .filter(({ name }) => !known.has(name) && !wantedByOthers.has(name))
      .filter(({ literal }) => literal !== null)
      .map((each): readonly [string, Member] => [each.name, each]),
  );
  const findings: Diagnostic[] = [];
  for (const each of wanted) {
    if (members.byName.has(each.name)) continue;
    const near = nearest(each.name, extra.keys());
    const instead = near === null ? null : (extra.get(near) ?? null);
    if (instead === null && members.partly) continue;
    const finding = missingCallback(
      each.kind,
      each.name,
      strategy.name,
      instead?.name ?? null,
    );
    findings.push(found(instead?.place ?? source, each, finding, code));
    if (instead !== null) extra.delete(instead.name);
  }
  for (const { name, place } of extra.values())
    if (!ts.isComputedPropertyName(place))
      findings.push(
        at(
          {
            span: code.spanOf(place),
            related: [{ message: "the strategy", span: strategy.span }],
          },
          extraCallback(name, strategy.name),
        ),
      );
  return findings;
}
