import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder outside the repository, removed with `using`. */
export class OutsideFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "fsmc-packaging-"));

  write(file: string, content: string | object): void {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    const text =
      typeof content === "string" ? content : JSON.stringify(content, null, 2);
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), "utf8");
  }

  /** Runs a command here, or in a folder below, as a user's shell would, with this Node first in PATH. */
  run(
    command: string,
    args: readonly string[],
    node: string,
    below = ".",
  ): Ended {
    return spawnSync(command, args, {
      cwd: join(this.path, below),
      env: environmentOfUser(node),
      encoding: "utf8",
      timeout: 120_000,
    });
  }

  /** As `run`, for what must succeed. @returns standard output */
  must(
    command: string,
    args: readonly string[],
    node: string,
    below = ".",
  ): string {
    const { status, stdout, stderr } = this.run(command, args, node, below);
    if (status === 0) return stdout;
    throw new Error(
      `${[command, ...args].join(" ")} in ${join(this.path, below)} ended with ${status}\n${stdout}\n${stderr}`,
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/**
 * Installs a Node of another version, as this repository does for its own.
 *
 * @returns the path of its executable
 */
export function installNode(version: string, folder: OutsideFolder): string {
  folder.write("package.json", { private: true, allowScripts: { node: true } });
  folder.must(
    "npm",
    ["install", `node@${version}`, ...QUIETLY],
    process.execPath,
  );
  return join(folder.path, "node_modules/node/bin/node");
}

/** Flags of `npm install` that change nothing but noise and network. */
export const QUIETLY = ["--prefer-offline", "--no-audit", "--no-fund"] as const;

/**
 * This process's environment without what `npm test` and vitest put in: no
 * folder of the repository is in PATH, so that only installed commands are
 * found.
 */
function environmentOfUser(node: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?:package|lifecycle|config_local_prefix)|INIT_CWD|NODE_|VITEST|VITE_)/.test(
        name,
      ),
  );
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !/node_modules|node-gyp-bin/.test(folder));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(node), ...path].join(delimiter),
  };
}
