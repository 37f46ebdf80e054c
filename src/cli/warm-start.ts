import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** The commands whose start is remembered by itself; all others share one. */
const COMMANDS = ["check", "build"];

/** After so long, in milliseconds, V8 may have thrown away the bytecode of what ran only at the start. */
const STILL_WHOLE = 10_000;

/** Where the bytecode begins in a file, in bytes; in front of it stands what it is the bytecode of. */
const HEAD = 128;

/** Where in front of it its checksum stands: V8 does not check, and would end the process over a damaged file. */
const CHECKSUM = HEAD - 4;

/** What Node makes of a CommonJS file, and `import` besides: in a script Node would warn of it as experimental. */
type Wrapper = (
  exports: object,
  require: (id: string) => unknown,
  module: { readonly exports: object },
  filename: string,
  dirname: string,
  importModule: (id: string) => Promise<unknown>,
) => void;

/** A file that was compiled without help. */
interface Cold {
  readonly script: Script;
  /** Where its bytecode goes. */
  readonly path: string;
  readonly head: Buffer;
}

/**
 * Loads the files of the bundle with the bytecode of every function that the same command called the last time. Node's own
 * compile cache holds what is compiled before anything runs, so that each process has to compile its functions again when
 * they are first called: a third of the time of a short command.
 *
 * It is kept beside the installed package, where nobody writes who could not change the package itself; where this process
 * may not write there either, nothing is kept.
 */
export class WarmStart {
  readonly #folder: string;
  /** Null where nothing can be kept. */
  readonly #kept: string | null;
  readonly #exports = new Map<string, object>();
  readonly #cold: Cold[] = [];

  /**
   * @param folder absolute path of the one that the bundle's files are in, two below the package
   * @param command the first argument, whatever it is
   */
  constructor(folder: string, command: string) {
    this.#folder = folder;
    const modules = modulesBeside(dirname(dirname(folder)));
    const name = COMMANDS.includes(command) ? command : "other";
    this.#kept =
      modules === null ? null : join(modules, ".cache/fsmc/start", name);
  }

  /** What a file of the bundle exports. @param name without its folder */
  load(name: string): object {
    const known = this.#exports.get(name);
    if (known !== undefined) return known;
    const path = join(this.#folder, name);
    const wrapper = this.#compile(name, path);
    const exports = {};
    this.#exports.set(name, exports);
    const require = (id: string): unknown =>
      id.startsWith("./") ? this.load(basename(id)) : this.#foreign(id);
    const importModule = (id: string): Promise<unknown> => import(id);
    wrapper(exports, require, { exports }, path, this.#folder, importModule);
    return exports;
  }

  #foreign(id: string): unknown {
    if (id.startsWith("node:")) return process.getBuiltinModule(id);
    return createRequire(join(this.#folder, "main.js"))(id);
  }

  /** Keeps what was compiled, for the next time. To be called at the end. */
  keep(): void {
    if (this.#kept === null || process.uptime() * 1_000 > STILL_WHOLE) return;
    try {
      if (this.#cold.length > 0) mkdirSync(this.#kept, { recursive: true });
      for (const { script, path, head } of this.#cold) {
        const bytecode = script.createCachedData();
        head.writeUInt32LE(crc32(bytecode), CHECKSUM);
        replace(path, Buffer.concat([head, bytecode]));
      }
    } catch {
      // The next start takes as long as this one, and nothing else.
    }
  }

  #compile(name: string, path: string): Wrapper {
    const { size, ino, mtimeMs, ctimeMs } = statSync(path);
    const head = Buffer.alloc(HEAD, " ");
    head.write(`${process.version} ${size} ${ino} ${mtimeMs} ${ctimeMs}`);
    const kept = this.#kept === null ? null : join(this.#kept, name);
    const cachedData = kept === null ? null : bytecodeIn(kept, head);
    const text = readFileSync(path, "utf8");
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname, importModule) {${text}\n})`,
      {
        filename: path,
        ...(cachedData === null ? {} : { cachedData }),
      },
    );
    const isCold = cachedData === null || script.cachedDataRejected === true;
    if (isCold && kept !== null) this.#cold.push({ script, path: kept, head });
    const wrapper: unknown = script.runInThisContext();
    if (!isWrapper(wrapper)) throw new Error(`${path} is no CommonJS`);
    return wrapper;
  }
}

function isWrapper(value: unknown): value is Wrapper {
  return typeof value === "function";
}

/** Null if there is none, or it is damaged, of another file or for another Node. */
function bytecodeIn(path: string, head: Buffer): Buffer | null {
  try {
    const bytes = readFileSync(path);
    const bytecode = bytes.subarray(HEAD);
    const isOfIt = bytes.compare(head, 0, CHECKSUM, 0, CHECKSUM) === 0;
    return isOfIt && bytes.readUInt32LE(CHECKSUM) === crc32(bytecode)
      ? bytecode
      : null;
  } catch {
    return null;
  }
}

/** Whoever reads it meanwhile finds the old file or the new one. */
function replace(path: string, bytes: Buffer): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The `node_modules` that a package is in, or that the clone of its repository has. */
function modulesBeside(home: string): string | null {
  if (basename(dirname(home)) === "node_modules") return dirname(home);
  const own = join(home, "node_modules");
  return existsSync(own) ? own : null;
}
