/** Many specs of a common size, each different from the others, for the compiler's benchmarks. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @returns the folder's path, with `strategies/` in it and nothing generated */
export async function writeSpecs(
  folder: string,
  count: number,
): Promise<string> {
  const text = await readFile(
    new URL("lifecycle-flat.fsm", import.meta.url),
    "utf8",
  );
  await mkdir(join(folder, "strategies"), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const own = text
      .replaceAll("LifecycleFlat", `Lifecycle${index}`)
      .replace("1_000", String(1_000 + index));
    await writeFile(join(folder, "strategies", `lifecycle-${index}.fsm`), own);
  }
  return folder;
}
