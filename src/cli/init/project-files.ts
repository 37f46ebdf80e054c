/** What a project needs beside its specs. */
import type { OwnPackages } from "../own-package.ts";

export const CONFIG = `# Every setting, with its default.
specs: strategies/**/*.{fsm,yaml,yml}
out: generated
# Where \`fsmc run\` looks for recordings.
data: ../shared/data
# rules:
#   unused: error
`;

export const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2024",
    "lib": ["es2024", "esnext.disposable"],
    "module": "nodenext",
    "types": ["node"],

    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,

    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "noEmit": true,
    "skipLibCheck": true
  },
  "include": ["strategies", "generated"]
}
`;

export const GITIGNORE = `node_modules/
out/
.fsmc/
`;

export function packagePieces(own: OwnPackages): PackagePieces {
  return {
    type: "module",
    scripts: {
      check: "fsmc check",
      build: "fsmc build",
      typecheck: "tsc --noEmit -p .",
      start: "fsmc run dip-buyer",
    },
    dependencies: { "@fsmc/runtime": own.runtime },
    devDependencies: {
      "@types/node": "^24.0.0",
      fsmc: own.fsmc,
      typescript: ">=5.8.0",
    },
  };
}

export interface PackagePieces {
  readonly type: "module";
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
