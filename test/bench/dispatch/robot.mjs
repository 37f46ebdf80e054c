// Plain JavaScript: robot3's types do not take a machine that is made from a table.
import {
  createMachine,
  guard,
  interpret,
  reduce,
  state,
  transition,
} from "robot3";

export function robotOf(names, initial, context, rowsFrom) {
  const states = Object.fromEntries(
    names.map((name) => [
      name,
      state(
        ...rowsFrom(name).map((row) =>
          transition(row.trigger, row.to, guard(row.guard), reduce(row.reduce)),
        ),
      ),
    ]),
  );
  const machine = createMachine(initial, states, () => ({ ...context }));
  return interpret(machine, () => {});
}
