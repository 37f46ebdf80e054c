/** A machine's callbacks as they are: nothing stands in between. */
export function unchanged<Callbacks extends object>(
  callbacks: Callbacks,
): Callbacks {
  return callbacks;
}
