import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = dirname(dirname(import.meta.dirname));
const main = join(root, "src/cli/main.ts");

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A command in front of Node's, such as one that limits what it may write. */
  readonly under?: readonly string[];
}

/** A folder in which `fsmc` is run from source; removed with `using`. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "fsmc-cli-"));

  write(file: string, text: string): void {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), "utf8");
  }

  has(file: string): boolean {
    return existsSync(join(this.path, file));
  }

  /** Every file below, without the cache's. */
  get files(): readonly string[] {
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => path.slice(this.path.length + 1))
      .filter((path) => !path.startsWith(".fsmc/"))
      .toSorted();
  }

  fsmc(args: readonly string[], options: RunOptions = {}): Ended {
    const { FSMC_DATA: _data, ...inherited } = process.env;
    const command = [
      ...(options.under ?? []),
      process.execPath,
      "--conditions=fsmc-source",
      main,
      ...args,
    ];
    const { status, stdout, stderr } = spawnSync(
      command[0] ?? "",
      command.slice(1),
      {
        cwd: this.path,
        encoding: "utf8",
        env: { ...inherited, ...options.env },
        timeout: 60_000,
        ...(options.input === undefined ? {} : { input: options.input }),
      },
    );
    return { status, stdout, stderr };
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** As `npm install` would, from this repository's sources. */
export function installRuntime(folder: Folder): void {
  const scope = join(folder.path, "node_modules/@fsmc");
  mkdirSync(scope, { recursive: true });
  symlinkSync(join(root, "runtime"), join(scope, "runtime"));
  const types = join(folder.path, "node_modules/@types");
  symlinkSync(join(root, "node_modules/@types"), types);
}

/** A spec without findings. */
export function soundSpec(name: string): string {
  return `strategy ${name} {
  trigger GO
  initial state IDLE { on GO -> DONE }
  final state DONE
  error state FAILED { after 1m -> IDLE }
  errors limit 3 -> FAILED
}
`;
}

/** A spec with one error: WAITING has no way on. */
export function wrongSpec(name: string): string {
  return `strategy ${name} {
  trigger GO
  initial state IDLE { on GO -> WAITING }
  state WAITING
  final state DONE
  error state FAILED { after 1m -> DONE }
  errors limit 3 -> FAILED
}
`;
}
