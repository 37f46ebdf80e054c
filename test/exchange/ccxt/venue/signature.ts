import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal.ts";

/** What the account proves itself with. */
export interface Key {
  readonly apiKey: string;
  readonly secret: string;
}

/** What the venue takes of a request, at most, in milliseconds. */
const LONGEST_WINDOW = 60_000;

/**
 * Checks who sent a request and when.
 *
 * @param signed the text that was signed
 * @throws Refusal as the venue words it
 */
export function requireSigned(
  signed: string,
  fields: URLSearchParams,
  sentKey: string | null,
  key: Key,
  now: number,
): void {
  if (sentKey !== key.apiKey)
    throw new Refusal(
      -2015,
      "Invalid API-key, IP, or permissions for action.",
      401,
    );
  const expected = createHmac("sha256", key.secret).update(signed).digest();
  const found = Buffer.from(fields.get("signature") ?? "", "hex");
  const isRight =
    found.length === expected.length && timingSafeEqual(found, expected);
  if (!isRight)
    throw new Refusal(-1022, "Signature for this request is not valid.");
  const timestamp = Number(fields.get("timestamp"));
  const window = Number(fields.get("recvWindow") ?? "5000");
  if (window > LONGEST_WINDOW)
    throw new Refusal(-1131, "recvWindow must be less than 60000");
  if (timestamp >= now + 1_000)
    throw new Refusal(
      -1021,
      "Timestamp for this request was 1000ms ahead of the server's time.",
    );
  if (now - timestamp > window)
    throw new Refusal(
      -1021,
      "Timestamp for this request is outside of the recvWindow.",
    );
}
