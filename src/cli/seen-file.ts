import { lstatSync, statSync, type Stats } from "node:fs";

/** A file as it was when it was read. */
export interface SeenFile {
  /** Absolute. */
  readonly path: string;
  /** Null: only the text tells whether it is the same. */
  readonly stamp: string | null;
  readonly hash: string;
}

/** A file as it was read. */
export interface ReadFile {
  /** Relative to its project. */
  readonly path: string;
  readonly absolute: string;
  readonly stamp: string | null;
  readonly text: string;
}

export function seen({ absolute, stamp, text }: ReadFile): SeenFile {
  return { path: absolute, stamp, hash: hashOf(text) };
}

/** Tells texts apart; keeps no secrets. Loads node:crypto with the first text: most builds find nothing to hash. */
export function hashOf(text: string | Uint8Array): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha1").update(text).digest("base64");
}

/**
 * What tells without reading it that a file is the one that was read: size, inode and the times of its last change, of
 * which the system sets the second whoever changes it. As git does it for its index. Null where there is no file.
 */
export function stampOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stampIn(stats) : null;
}

/** As {@link stampOf}, of the file itself: a link is none. */
export function ownStampOf(path: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stampIn(stats) : null;
}

/** As {@link stampOf}, but null where a change after this one might go unnoticed. */
export function settledStampOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return null;
  return Date.now() - stats.ctimeMs > TICK ? stampIn(stats) : null;
}

/** Waits until what was just written cannot change unnoticed. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, TICK + 5);
  });
}

/** Within this time, in milliseconds, a file system may give two changes the same time. */
const TICK = 20;

function stampIn({ size, ino, mtimeMs, ctimeMs }: Stats): string {
  return `${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
