import { dirname, join } from "node:path";
import { UsageError } from "../exit.ts";

/**
 * Formats as the project's own prettier configuration has it.
 *
 * @param config the configuration's file
 * @param path where the text will stand, which may decide how it is formatted
 * @throws UsageError if the configuration cannot be used
 */
export async function formatted(
  text: string,
  path: string,
  config: string,
): Promise<string> {
  const prettier = await import("prettier");
  try {
    const { ignored } = await prettier.getFileInfo(path, {
      ignorePath: join(dirname(config), ".prettierignore"),
    });
    if (ignored) return text;
    const options = await prettier.resolveConfig(path, { config });
    return await prettier.format(text, { ...options, filepath: path });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path} cannot be formatted as ${config} has it: ${message.split("\n")[0] ?? ""}`,
    );
  }
}
