/** What `fsmc` ends with. */
export const EXIT = {
  clean: 0,
  /** Errors in specs, too many warnings, outputs that are not current. */
  findings: 1,
  /** Wrong usage, or input or output that cannot be read or written. */
  usage: 2,
  /** A fault of fsmc itself. */
  fault: 70,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Something that the user can set right: wrong usage, an unreadable file, a full disk. Its message says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What a later version brings, said plainly. */
export function comesLater(what: string, instead: string): UsageError {
  return new UsageError(
    `${what} comes with a later version of fsmc. ${instead}`,
  );
}

/** The code of a system error (`ENOENT`), or null. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error &&
    "code" in error &&
    typeof error.code === "string"
    ? error.code
    : null;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EBUSY: "it is in use",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it is too large",
  EIO: "the device reports an error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead round",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "there is no such file",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is no folder",
  EPERM: "it is not permitted",
  EROFS: "the file system is read-only",
};

/** Why a file could not be read or written, for people: `the disk is full (ENOSPC)`. Null when it is no system error. */
export function reasonOf(error: unknown): string | null {
  const code = codeOf(error);
  if (code === null || !/^E[A-Z0-9]+$/.test(code)) return null;
  return `${REASONS[code] ?? "the system refuses"} (${code})`;
}
