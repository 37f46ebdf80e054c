import type { Spaces } from "../names/entries.ts";
import type { Names } from "../names/names.ts";
import type { Report } from "../report.ts";
import type { ValueTypes } from "../types/value-types.ts";
import type { Claims } from "./claims.ts";

/** What a layer's declarations need to be entered. */
export interface Declaring {
  readonly spaces: Spaces;
  readonly names: Names;
  readonly claims: Claims;
  readonly types: ValueTypes;
  readonly report: Report;
}
