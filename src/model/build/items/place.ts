import type { State } from "../../model.ts";
import type { EventSetting, Setting } from "../expressions/setting.ts";
import { NO_EVENT } from "../expressions/setting.ts";
import type { Names } from "../names/names.ts";
import type { StateNode } from "../names/state-node.ts";
import type { Report } from "../report.ts";
import type { Parts } from "./parts.ts";

/** Where an item is written: the state, and the layer whose text it is. */
export interface ItemPlace {
  readonly state: State;
  readonly node: StateNode;
  readonly names: Names;
  readonly report: Report;
  readonly parts: Parts;
  /** The layer is the strategy's own, not a parent's. */
  readonly own: boolean;
}

/** What expressions of an item may read. */
export function settingOf(
  { names, report }: Pick<ItemPlace, "names" | "report">,
  where: string,
  readable: Partial<Pick<Setting, "result" | "error" | "activity">> & {
    readonly event?: EventSetting;
  } = {},
): Setting {
  return {
    names,
    report,
    reads: "machine",
    event: NO_EVENT,
    result: null,
    error: false,
    args: [],
    where,
    ...readable,
  };
}
