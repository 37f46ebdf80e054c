import { patternId } from "./bands.ts";
import type { StateLook } from "./palette.ts";
import { element } from "./svg.ts";

const SIZE = 8;

/** What the states are filled with whose look is more than a colour: stripes for exposed ones, dashes for suspended ones. */
export function patterns(looks: readonly StateLook[]): string {
  const made = new Map<string, string>();
  for (const look of looks)
    if (look.over !== null) made.set(patternId(look), pattern(look));
  return element("defs", {}, ...made.values());
}

function pattern(look: StateLook): string {
  return element(
    "pattern",
    {
      id: patternId(look),
      patternUnits: "userSpaceOnUse",
      width: SIZE,
      height: SIZE,
    },
    element("path", { class: look.fill, d: `M0 0h${SIZE}v${SIZE}h-${SIZE}z` }),
    look.over === "stripes"
      ? element("path", { class: "stripe", d: "M-2 2L2-2M0 8L8 0M6 10L10 6" })
      : element("path", { class: "dash", d: "M0 4h5" }),
  );
}
