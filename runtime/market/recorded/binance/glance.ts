const STREAM = '{"stream":"';
const SNAPSHOT = '{"lastUpdateId":';

/**
 * What kind of event a message is, by how it begins.
 *
 * @param start where in the line the message begins
 * @returns null where it has to be read
 */
export function kindAtAGlance(
  line: string,
  start: number,
): "quote" | "trade" | "depth" | null {
  if (line.startsWith(SNAPSHOT, start)) return "depth";
  if (!line.startsWith(STREAM, start)) return null;
  const nameStart = start + STREAM.length;
  const name = line.slice(nameStart, line.indexOf('"', nameStart));
  const channel = name.slice(name.indexOf("@") + 1);
  if (channel === "bookTicker") return "quote";
  if (channel === "trade") return "trade";
  return channel === "depth" || channel.startsWith("depth@") ? "depth" : null;
}
