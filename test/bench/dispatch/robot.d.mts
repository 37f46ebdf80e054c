interface RobotRow<Context> {
  readonly trigger: string;
  readonly to: string;
  readonly guard: (context: Context) => boolean;
  readonly reduce: (context: Context) => Context;
}

export function robotOf<Context>(
  names: readonly string[],
  initial: string,
  context: Context,
  rowsFrom: (name: string) => readonly RobotRow<Context>[],
): {
  send(trigger: string): void;
  readonly context: Context;
  readonly machine: { readonly current: string };
};
