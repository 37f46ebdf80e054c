import type { Plugin } from "rolldown";

/** One import of one of Node's own modules, as rolldown prints it. */
const IMPORT =
  /^import (?:\* as (?<namespace>[\w$]+)|(?<whole>[\w$]+)?(?:, )?(?<named>\{[^}]*\})?) from "(?<module>node:[\w/]+)";$/gm;

/**
 * Takes Node's own modules by `process.getBuiltinModule` instead of `import`:
 * an import makes Node read every property of the module, and the getters of
 * `fs`, `util` and `process` load streams, TextDecoder and the table of flags.
 * A short command of ours takes a fifth less time for it.
 */
export const builtinsWithoutFacades: Plugin = {
  name: "builtins-without-facades",
  renderChunk(code) {
    return code.replaceAll(IMPORT, (statement, ...rest) => {
      const groups: Readonly<Record<string, string | undefined>> =
        rest.at(-1) ?? {};
      const { namespace, whole, named, module } = groups;
      const bindings = [
        namespace ?? null,
        whole ?? null,
        named?.replaceAll(/\bas\b/g, ":") ?? null,
      ].filter((binding) => binding !== null);
      if (bindings.length === 0) return statement;
      return bindings
        .map(
          (binding) =>
            `const ${binding} = globalThis.process.getBuiltinModule("${module}");`,
        )
        .join("\n");
    });
  },
};
