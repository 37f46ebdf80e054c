/** Large machines, far beyond what a desk writes: what the checker takes for them must grow as they do. */

export type Shape = (states: number) => string;

/** With positions: some activities open and close them. Without: none has an effect word. */
export type Holding = "open" | "flat";

/** Round trips one after the other, each with timers, guards and its own way out. */
export const chain =
  (holding: Holding): Shape =>
  (states) => {
    const rounds = Math.max(1, Math.floor(states / 5));
    return strategy(holding, "LOOK0", [
      ...times(rounds, (index) => {
        const next = index + 1 < rounds ? `LOOK${index + 1}` : "DONE";
        return round(holding, index, next);
      }),
    ]);
  };

/** One state from which a guarded choice leads into each of many round trips, and all lead back. */
export const wide =
  (holding: Holding): Shape =>
  (states) => {
    const rounds = Math.max(1, Math.floor(states / 5));
    const branches = times(
      rounds,
      (index) =>
        `      when event.level == ${index} set level = ${index} -> LOOK${index}`,
    );
    return strategy(holding, "HUB", [
      `  state HUB {
    on LEVEL {
${branches.join("\n")}
      else stay
    }
    on STOP -> DONE
  }`,
      ...times(rounds, (index) => round(holding, index, "HUB")),
    ]);
  };

/** Nearly as deep as is allowed. */
const LEVELS = 40;

/** Composites in composites, one tower behind the other. */
export const deep =
  (holding: Holding): Shape =>
  (states) => {
    const towers = Math.max(1, Math.floor(states / (LEVELS + 5)));
    return strategy(holding, "TOWER0", [
      ...times(towers, (index) => {
        const next = index + 1 < towers ? `TOWER${index + 1}` : "DONE";
        const open = times(LEVELS, (level) =>
          level === 0
            ? `state TOWER${index} { on STOP -> FLATTEN`
            : `initial state FLOOR${index}_${level} { on QUOTE when event.price > ${level} set peak = event.price stay`,
        );
        const inner = round(holding, index, next).replace(
          "state LOOK",
          "initial state LOOK",
        );
        return `  ${open.join("\n")}\n${inner}\n${"}".repeat(LEVELS)}`;
      }),
    ]);
  };

/** Two regions of round trips that never end. */
export const regions =
  (holding: Holding): Shape =>
  (states) => {
    const rounds = Math.max(2, Math.floor(states / 10));
    const region = (
      name: string,
      first: number,
      leg: "One" | "Other",
    ): string => {
      const trips = times(rounds, (index) =>
        round(
          holding,
          first + index,
          `LOOK${first + ((index + 1) % rounds)}`,
          leg,
        ),
      );
      trips[0] = trips[0]?.replace("state LOOK", "initial state LOOK") ?? "";
      return `  state ${name} {\n${trips.join("\n")}\n  }`;
    };
    return strategy(holding, "BOTH", [
      `  parallel state BOTH {\n    on STOP -> FLATTEN\n${region("ONE", 0, "One")}\n${region("OTHER", rounds, "Other")}\n  }`,
    ]);
  };

/** As many regions as there can be, each of one small round. */
export const comb: Shape = (states) => {
  const teeth = Math.max(2, Math.floor(states / 3));
  const tooth = (index: number): string => `    state TOOTH${index} {
      initial state UP${index} { on QUOTE when event.price > peak set peak = event.price -> DOWN${index} }
      state DOWN${index} { after ${index + 1}s -> UP${index} }
    }`;
  return strategy("flat", "ALL", [
    `  parallel state ALL {\n    on STOP -> DONE\n${times(teeth, tooth).join("\n")}\n  }`,
  ]);
};

function round(
  holding: Holding,
  index: number,
  next: string,
  leg: "One" | "Other" = "One",
): string {
  const exposed = holding === "open" ? "exposed " : "";
  return `    state LOOK${index} {
      on QUOTE when event.price >= ${index + 1} and event.size > least + level set price = event.price -> BUY${index}
      after ${index + 5}s -> ${next}
      on STOP -> FLATTEN
    }
    ${exposed}state BUY${index} {
      run buy${leg}(price) timeout 2s {
        done set price = result -> HOLD${index}
        failed -> REST${index}
        unknown -> FLATTEN
      }
    }
    ${exposed}state HOLD${index} {
      on QUOTE {
        when event.price > peak set peak = event.price stay
        when event.price < peak * 0.99 and event.size > least -> SELL${index}
        else stay
      }
      after ${index + 60}s -> SELL${index}
      on STOP -> SELL${index}
    }
    ${exposed}state SELL${index} {
      run sell${leg}() retry 2 backoff 100ms timeout 2s {
        done -> REST${index}
        failed, unknown -> FLATTEN
      }
    }
    state REST${index} {
      enter set price = 0, level = min(level + 1, 5)
      after 10s -> ${next}
      on STOP -> FLATTEN
    }`;
}

function strategy(
  holding: Holding,
  initial: string,
  states: readonly string[],
): string {
  const opens = holding === "open" ? " opens" : "";
  const closes = holding === "open" ? " closes" : "";
  const flattens = holding === "open" ? " cancels closes" : "";
  const exposed = holding === "open" ? "exposed " : "";
  const recover =
    holding === "open" ? "  from exposed on recover -> FLATTEN\n" : "";
  const text = states.join("\n");
  const level = text.includes("on LEVEL")
    ? "  trigger LEVEL(level: number)\n"
    : "";
  const legs = (["One", "Other"] as const)
    .filter((leg) => text.includes(`run buy${leg}`))
    .map(
      (leg) => `  leg ${leg.toLowerCase()}
  activity buy${leg}(price: number): number${opens && `${opens} ${leg.toLowerCase()}`}
  activity sell${leg}(): number${closes && `${closes} ${leg.toLowerCase()}`}
`,
    )
    .join("");
  const least = text.includes("least") ? "  param least: number = 1\n" : "";
  const fields = ["price", "peak", "level"]
    .filter((field) => new RegExp(`[^.]\\b${field}\\b`).test(text))
    .map((field) => `${field}: number = 0`);
  const body = states
    .join("\n")
    .replace(`state ${initial} {`, `initial state ${initial} {`)
    .replace(`parallel initial state`, `initial parallel state`);
  return `strategy Large {
${least}  context { ${fields.join(" ")} }
  volatile trigger QUOTE(price: number, size: number)
${level}  emergency trigger EMERGENCY_EXIT
  trigger STOP
  trigger RESET
${legs}  activity flatten(): number${flattens}
  errors limit 3 within 10m -> ERROR
${body}
  ${exposed}state FLATTEN {
    run flatten() retry 5 backoff 1s timeout 10s {
      done -> DONE
      failed, unknown -> ERROR
    }
  }
  final state DONE
  ${exposed}error state ERROR {
    on RESET -> FLATTEN
    after 1m -> FLATTEN
  }
  from * on EMERGENCY_EXIT -> FLATTEN
${recover}}
`;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
