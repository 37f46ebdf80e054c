import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawSvg } from "../../src/cli/export/picture.ts";
import { compile } from "../../src/compile.ts";
import { renderText } from "../../src/diagnostics/index.ts";

/** A picture that is committed, so that pages can show it. */
export interface Picture {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** The folders with specs whose pictures pages show, and where those go. */
const FOLDERS = [
  { specs: "grammar/examples", pictures: "grammar/pictures" },
  { specs: "strategies", pictures: "strategies/pictures" },
] as const;

/** Of either spelling. */
const SPEC = /\.(?:fsm|ya?ml)$/;

/**
 * The pictures of all specs that pages show.
 *
 * @throws Error if a spec has findings, or cannot be laid out
 */
export async function pictures(): Promise<readonly Picture[]> {
  const drawn: Picture[] = [];
  for (const { specs, pictures: folder } of FOLDERS)
    for (const name of readdirSync(specs).toSorted()) {
      const spec = SPEC.exec(name);
      if (spec === null) continue;
      const path = `${folder}/${name.slice(0, spec.index)}.svg`;
      drawn.push({ path, text: await drawnFrom(join(specs, name)) });
    }
  return drawn;
}

/** The pictures that nothing is a picture of any more. */
export function leftOver(current: readonly Picture[]): readonly string[] {
  return FOLDERS.flatMap(({ pictures: folder }) =>
    readdirSync(folder)
      .map((name) => `${folder}/${name}`)
      .filter((path) => current.every((each) => each.path !== path)),
  );
}

async function drawnFrom(path: string): Promise<string> {
  const text = readFileSync(path, "utf8");
  const { models, ...compiled } = await compile([{ path, text }], {
    emit: false,
    read: (imported) => readFileSync(imported, "utf8"),
  });
  // A file that has only an abstract strategy shows what others extend.
  const strategy =
    models[0]?.strategies.findLast((each) => !each.abstract) ??
    models[0]?.strategies.at(-1);
  const { errors, warnings } = compiled.summary;
  if (strategy === undefined || errors + warnings > 0)
    throw new Error(renderText(compiled));
  return drawSvg(strategy, "auto");
}
