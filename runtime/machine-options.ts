import type { Host, HostOptions } from "./host.ts";

/** What a machine is created with. Params and callbacks may be left out where the strategy needs none. */
export type MachineOptions<Params, Callbacks> = {
  /** Unique among the machines of a host: client order ids begin with it. */
  readonly id: string;
  readonly host?: Host | HostOptions;
} & (object extends Params
  ? { readonly params?: Params }
  : { readonly params: Params }) &
  (object extends Callbacks
    ? { readonly callbacks?: Callbacks }
    : { readonly callbacks: Callbacks });
