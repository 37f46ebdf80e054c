/**
 * Trading on real exchanges through ccxt, an optional peer dependency that is
 * loaded when an exchange is opened, and of it only what that exchange needs.
 */
export type { Fill, Order } from "../order.ts";
