import { SurfaceError } from "./errors.ts";

/**
 * What generated files rely on, as one number: it rises when a file that was
 * generated before would no longer run as it should.
 */
export const RUNTIME_SURFACE = 1;

/**
 * Called by each generated file when it is imported.
 *
 * @param made the surface that the file was generated for
 * @throws SurfaceError if it is another one than this runtime's
 */
export function requireSurface(strategy: string, made: number): void {
  if (made !== RUNTIME_SURFACE)
    throw new SurfaceError(strategy, made, RUNTIME_SURFACE);
}
