/** What waits for a record to become durable. */
export interface Held {
  /** That which must not wait for a disk without room: what ends orders and positions. */
  urgent(): void;
  /** All of it, but for what was done already. */
  release(): void;
}
