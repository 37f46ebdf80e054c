import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { renderText } from "../../src/diagnostics/index.ts";
import { machineOf, ROOT, withFolder } from "../equivalence/compiled.ts";
import { generated } from "../statecharts/generated.ts";
import { play } from "../statecharts/script.ts";

const GRAMMAR = join(ROOT, "grammar");
const read = (path: string): string =>
  readFileSync(join(GRAMMAR, path), "utf8");
const page = read("STATECHARTS.md");
const names = readdirSync(join(GRAMMAR, "examples"))
  .filter((file) => file.endsWith(".txt"))
  .map((file) => basename(file, ".txt"));

test.each(names)(
  "%s: the page shows the example, its picture, and what it does",
  async (name) => {
    const text = read(`examples/${name}.fsm`);
    const script = read(`examples/${name}.txt`);
    expect(page).toContain(
      `\`\`\`fsm\n${text}\`\`\`\n\n\`\`\`text\n${script}\`\`\``,
    );
    expect(page).toContain(`(pictures/${name}.svg)`);
    const compiled = await compile([{ path: `${name}.fsm`, text }]);
    expect(renderText(compiled, { verbose: true })).toBe("");
    const [file] = compiled.files;
    const strategy = compiled.models[0]?.strategies[0];
    if (file === undefined || strategy === undefined)
      throw new Error("nothing was built");
    const built = {
      seed: 0,
      spec: text,
      path: `${name}.ts`,
      text: file.text,
      strategy,
    };
    await withFolder(`example-${name}`, [built], async (folder) => {
      const machine = generated(await machineOf(folder, built));
      expect(await play(script, machine)).toBe(script);
    });
  },
);
