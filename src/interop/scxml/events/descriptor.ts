/**
 * Whether an event descriptor of a transition matches the name of an event: token by token from the left (SCXML, 3.12.1). `*`
 * matches every event; `a.*`, `a.` and `a` are the same.
 */
export function matches(descriptor: string, event: string): boolean {
  if (descriptor === "*") return true;
  const prefix = nameIn(descriptor);
  return event === prefix || event.startsWith(`${prefix}.`);
}

/** The event that a descriptor names; empty for `*`. */
export function nameIn(descriptor: string): string {
  if (descriptor === "*") return "";
  return descriptor.replace(/\.\*?$/, "");
}
