import type { ActivityCall } from "./activity-call.ts";

/** What an activity is given behind its arguments. */
export type Call<Params> = Omit<ActivityCall, "report"> & {
  /** The machine's. */
  readonly params: Params;
};

/** The same for an activity that tells in between what is done so far. */
export type ReportingCall<Params, Partial> = Call<Params> & {
  /** Quantities are cumulative. @throws ResultError */
  readonly report: (partial: Partial) => void;
};

export function callWith<Params>(
  call: ActivityCall,
  params: Params,
): ActivityCall & Call<Params> {
  return { ...call, params };
}
