import { fileOf } from "./imports.ts";
import type { Import } from "./imports.ts";

/**
 * Circles among the files and folders of any one folder, each taken as a
 * whole: `checks/index.ts → checks/rules → checks/rule.ts` is none, but
 * `checks → emit → checks` is one, whichever of their files import each other.
 * Erased imports count: a circle of types is one to the reader.
 *
 * @returns one line a circle, with an import for every step
 */
export function circlesAmong(imports: readonly Import[]): string[] {
  const graph = new Map<string, Map<string, Import>>();
  for (const imported of imports) {
    const target = fileOf(imported);
    if (target === null) continue;
    const [from, to] = siblings(imported.from, target);
    if (from === to) continue;
    const steps = graph.get(from) ?? new Map<string, Import>();
    graph.set(from, steps.set(to, steps.get(to) ?? imported));
  }
  const circles = new Map<string, string>();
  for (const start of graph.keys()) {
    const circle = shortestCircle(graph, start);
    if (circle === null) continue;
    const key = circle
      .map((step) => step.from)
      .toSorted()
      .join();
    if (!circles.has(key)) circles.set(key, describe(circle, start));
  }
  return [...circles.values()];
}

/** The two paths cut off below the last folder that they share. */
function siblings(left: string, right: string): [string, string] {
  const a = left.split("/");
  const b = right.split("/");
  let depth = 0;
  while (a[depth] === b[depth] && depth < Math.min(a.length, b.length) - 1) {
    depth++;
  }
  return [a.slice(0, depth + 1).join("/"), b.slice(0, depth + 1).join("/")];
}

function shortestCircle(
  graph: ReadonlyMap<string, ReadonlyMap<string, Import>>,
  start: string,
): Import[] | null {
  let paths: { at: string; steps: Import[] }[] = [{ at: start, steps: [] }];
  const seen = new Set<string>();
  while (paths.length > 0) {
    const longer: typeof paths = [];
    for (const { at, steps } of paths) {
      for (const [next, step] of graph.get(at) ?? []) {
        if (next === start) return [...steps, step];
        if (seen.has(next)) continue;
        seen.add(next);
        longer.push({ at: next, steps: [...steps, step] });
      }
    }
    paths = longer;
  }
  return null;
}

function describe(circle: readonly Import[], start: string): string {
  const steps = circle.map(
    ({ from, line, specifier }) => `${from}:${line} imports ${specifier}`,
  );
  return `circle through ${start}: ${steps.join(", ")}`;
}
