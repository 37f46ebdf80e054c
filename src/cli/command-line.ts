import { codeOf, EXIT, reasonOf, UsageError, type ExitStatus } from "./exit.ts";
import { OutputError, terminal } from "./terminal.ts";

/** Runs one command, and sets the status that the process ends with. Never throws. */
export async function main(args: readonly string[]): Promise<void> {
  process.on("uncaughtException", (error) => process.exit(statusAfter(error)));
  try {
    const { run } = await import("./commands.ts");
    process.exitCode = await run(args);
  } catch (error) {
    process.exitCode = statusAfter(error);
  }
}

function statusAfter(error: unknown): ExitStatus {
  if (!(error instanceof OutputError)) return explain(error);
  // Whoever read the output has gone, as `head` does: that is no error.
  if (codeOf(error.cause) === "EPIPE") return EXIT.clean;
  const reason = reasonOf(error.cause) ?? String(error.cause);
  return explain(new UsageError(`cannot write the output: ${reason}`));
}

function explain(error: unknown): ExitStatus {
  const { err } = terminal;
  if (error instanceof UsageError) {
    say(`${err.style(["red", "bold"], "error")}: ${error.message}\n`);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(
    `${err.style(["red", "bold"], "fault")}: ${reasonOf(error) ?? message}\n` +
      "This is a fault of fsmc itself, not of your spec. Please report it to its maintainers with the command,\n" +
      "what `fsmc --version` prints and, if you may, the spec. With FSMC_DEBUG=1 it shows where it happened.\n",
  );
  if ((process.env["FSMC_DEBUG"] ?? "") !== "" && error instanceof Error)
    say(`${error.stack ?? ""}\n`);
  return EXIT.fault;
}

/** Where nobody hears it, the status has to say it all. */
function say(text: string): void {
  try {
    terminal.err.write(text);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
  }
}
