import { codeOf, EXIT, reasonOf, UsageError, type ExitStatus } from "./exit.ts";
import { terminal } from "./terminal.ts";

/** Runs one command, and sets the status that the process ends with. Never throws. */
export async function main(args: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error) => {
      // Whoever read the output has gone, as `head` does: that is no error.
      if (codeOf(error) === "EPIPE") process.exit();
      const reason = reasonOf(error);
      process.exit(
        explain(
          reason === null
            ? error
            : new UsageError(`cannot write the output: ${reason}`),
        ),
      );
    });
  process.on("uncaughtException", (error) => {
    process.exit(explain(error));
  });
  try {
    const { run } = await import("./commands.ts");
    process.exitCode = await run(args);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): ExitStatus {
  const { err } = terminal;
  if (error instanceof UsageError) {
    err.write(`${err.style(["red", "bold"], "error")}: ${error.message}\n`);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  err.write(
    `${err.style(["red", "bold"], "fault")}: ${reasonOf(error) ?? message}\n` +
      "This is a fault of fsmc itself, not of your spec. Please report it to its maintainers with the command,\n" +
      "what `fsmc --version` prints and, if you may, the spec. With FSMC_DEBUG=1 it shows where it happened.\n",
  );
  if ((process.env["FSMC_DEBUG"] ?? "") !== "" && error instanceof Error)
    err.write(`${error.stack ?? ""}\n`);
  return EXIT.fault;
}
