/** The event that a descriptor of a transition names: `a.*`, `a.` and `a` are the same; empty for `*`, which every event is. */
export function nameIn(descriptor: string): string {
  if (descriptor === "*") return "";
  return descriptor.replace(/\.\*?$/, "");
}
