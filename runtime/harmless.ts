/** Runs what a host has brought along, and may throw: the first error becomes a warning of the process. */
export function harmless(): (act: () => void) => void {
  let hasWarned = false;
  return (act) => {
    try {
      act();
    } catch (error) {
      if (hasWarned) return;
      hasWarned = true;
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  };
}
