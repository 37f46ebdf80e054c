import type * as Ast from "../../../syntax/ast.ts";
import type { StrategyText } from "../files/file-scope.ts";
import { checkName } from "../names/check-name.ts";
import type { Spaces } from "../names/entries.ts";
import type { Declaring } from "./declaring.ts";

/** `leg spot, perp`: legs of parents and children add up. */
export function declareLegs(
  declaration: Ast.LegDeclaration,
  { spaces, names, claims, report }: Declaring,
): void {
  for (const name of declaration.names) {
    checkName(name, "leg", "other", report);
    if (!claims.claim(spaces.legs, name, "leg")) continue;
    if (spaces.legs.has(name.text)) continue;
    spaces.legs.set(name.text, {
      kind: "leg",
      layer: names.layer,
      span: name.span,
      leg: { name: name.text, doc: declaration.doc, span: name.span },
    });
  }
}

/** Without a declaration there is one leg, which has the place of the strategy's name. */
export function declareOnlyLeg(
  lineage: readonly StrategyText[],
  spaces: Spaces,
): void {
  const span = lineage.at(-1)?.declaration.name.span;
  if (span === undefined) return;
  const leg = { name: "position", doc: null, span };
  spaces.legs.set("position", { kind: "leg", layer: 0, span, leg });
}
