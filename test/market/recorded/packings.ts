import { gzipSync } from "node:zlib";
import { zipOf } from "./zip.ts";

/** Tables by their names, as they lie in a folder; the name of what they are packed in is LEAN's. */
export type Packing = (
  folder: string,
  stem: string,
  tables: Readonly<Record<string, string>>,
) => Record<string, string | Uint8Array>;

const each = (
  tables: Readonly<Record<string, string>>,
  placed: (name: string, content: string) => [string, string | Uint8Array],
): Record<string, string | Uint8Array> =>
  Object.fromEntries(
    Object.entries(tables).map(([name, content]) => placed(name, content)),
  );

/** All that a recording may be packed in. */
export const PACKINGS: Readonly<Record<string, Packing>> = {
  zip: (folder, stem, tables) => ({
    [`${folder}/${stem}.zip`]: zipOf(
      Object.entries(tables).map(([name, content]) => ({ name, content })),
    ),
  }),
  "zip64, stored": (folder, stem, tables) => ({
    [`${folder}/${stem}.zip`]: zipOf(
      Object.entries(tables).map(([name, content]) => ({
        name,
        content,
        isStored: true,
      })),
      { isWide: true },
    ),
  }),
  folder: (folder, stem, tables) =>
    each(tables, (name, content) => [`${folder}/${stem}/${name}`, content]),
  "folder of gzip": (folder, stem, tables) =>
    each(tables, (name, content) => [
      `${folder}/${stem}/${name}.gz`,
      gzipSync(content),
    ]),
  plain: (folder, _, tables) =>
    each(tables, (name, content) => [`${folder}/${name}`, content]),
  gzip: (folder, _, tables) =>
    each(tables, (name, content) => [
      `${folder}/${name}.gz`,
      gzipSync(content),
    ]),
};
