/** For each row of EXPOSURE.md's outcome table a machine that only this row tells the truth about. */
import {
  NO_ROW,
  OUTCOMES,
  type OutcomeTable,
} from "../../../src/checks/analysis/exposure/outcome-table.ts";

export interface RowCase {
  /** Kind of activity and outcome. */
  readonly row: string;
  /** The table without it. */
  readonly without: OutcomeTable;
  readonly spec: string;
}

const FRAME = {
  triggers: `
  trigger GO
  trigger STOP
  emergency trigger EMERGENCY_EXIT
  activity flatten() cancels closes
  errors limit 3 within 10m -> BROKEN`,
  ends: `
  exposed state FLATTENING {
    run flatten() timeout 5s {
      done -> ENDED
      failed, unknown -> BROKEN
    }
  }
  final state ENDED
  exposed error state BROKEN { after 1m -> FLATTENING }
  from * except FLATTENING on EMERGENCY_EXIT -> FLATTENING`,
  recovery: "  from exposed on recover -> FLATTENING",
} as const;

function machine(
  declarations: string,
  states: string,
  recovery: string = FRAME.recovery,
): string {
  return `strategy Trade {${declarations}${FRAME.triggers}
  initial state IDLE {
    on GO when not halted -> OPENING
    on STOP -> ENDED
  }
${states}${FRAME.ends}
${recovery}
}
`;
}

function opening(arms: string, more = ""): string {
  return `  exposed state OPENING {
    run open() timeout 2s {
      ${arms}
    }
    ${more}
  }`;
}

const { opens, places, closes, cancels, left } = OUTCOMES;

/** Without them the checker is silent where a run rests exposed. */
export const SILENCING: readonly RowCase[] = [
  {
    row: "opens, done",
    without: { ...OUTCOMES, opens: { ...opens, done: NO_ROW } },
    spec: machine(
      "\n  activity open() opens",
      opening("done, failed -> IDLE\n      unknown -> FLATTENING"),
    ),
  },
  {
    row: "opens, unknown and time-out",
    without: { ...OUTCOMES, opens: { ...opens, unknown: NO_ROW } },
    spec: machine(
      "\n  activity open() opens",
      opening("done -> FLATTENING\n      failed, unknown -> IDLE"),
    ),
  },
  {
    row: "places, done",
    without: { ...OUTCOMES, places: { ...places, done: NO_ROW } },
    spec: machine(
      "\n  activity open() places",
      opening("done, failed -> ENDED\n      unknown -> FLATTENING"),
    ),
  },
  {
    row: "places, unknown and time-out",
    without: { ...OUTCOMES, places: { ...places, unknown: NO_ROW } },
    spec: machine(
      "\n  activity open() places",
      opening("done -> FLATTENING\n      failed, unknown -> ENDED"),
    ),
  },
  {
    row: "cancels, done: what filled before, filled",
    without: {
      ...OUTCOMES,
      cancels: { done: (leg) => [{ ...leg, loose: false }] },
    },
    spec: machine(
      "\n  activity open() opens\n  activity recall() cancels",
      `${opening("done -> FLATTENING\n      failed -> IDLE\n      unknown -> RECALLING")}
  exposed state RECALLING {
    run recall() timeout 2s {
      done -> IDLE
      failed, unknown -> FLATTENING
    }
  }`,
    ),
  },
  {
    row: "leaving, live",
    without: { ...OUTCOMES, left: { ...left, live: NO_ROW } },
    spec: machine(
      "\n  activity open() opens",
      opening(
        "done, unknown -> FLATTENING\n      failed -> IDLE",
        "after 1s -> IDLE",
      ),
    ),
  },
  {
    row: "leaving, partly filled",
    without: { ...OUTCOMES, left: { ...left, part: NO_ROW } },
    spec: machine(
      "\n  activity open(): number partial number opens\n  activity sell() closes",
      `${opening("partial -> SELLING\n      done, unknown -> FLATTENING\n      failed -> IDLE")}
  exposed state SELLING {
    run sell() timeout 2s {
      done -> IDLE
      failed, unknown -> FLATTENING
    }
  }`,
    ),
  },
  {
    row: "crash and recovery",
    without: { ...OUTCOMES, recover: false },
    spec: machine(
      "\n  activity open() opens",
      opening("done, unknown -> FLATTENING\n      failed -> IDLE"),
      "  from exposed except FLATTENING on recover -> ENDED\n  from FLATTENING on recover -> FLATTENING",
    ),
  },
];

/** Without them the checker sees harm that no run comes to: they can only cause false alarms. */
export const ALARMING: readonly RowCase[] = [
  {
    row: "closes, done",
    without: { ...OUTCOMES, closes: { ...closes, done: NO_ROW } },
    spec: machine(
      "\n  activity open() opens\n  activity sell() closes",
      `${opening("done -> SELLING\n      failed -> IDLE\n      unknown -> FLATTENING")}
  exposed state SELLING {
    run sell() timeout 2s {
      done -> IDLE
      failed, unknown -> FLATTENING
    }
  }`,
    ),
  },
  {
    row: "cancels, done: nothing works any more",
    without: { ...OUTCOMES, cancels: { ...cancels, done: NO_ROW } },
    spec: machine(
      "\n  activity open() opens",
      opening("done, unknown -> FLATTENING\n      failed -> IDLE"),
    ),
  },
  {
    // What it says is open is open through other rows as well; alone it keeps `failed` out.
    row: "opens, partial: never failed afterwards",
    without: { ...OUTCOMES, opens: { ...opens, partial: NO_ROW } },
    spec: machine(
      "\n  activity open(): number partial number opens",
      `  exposed state OPENING {
    run open() timeout 2s {
      partial -> SOME
      done, unknown -> FLATTENING
      failed {
        when in(SOME) -> AGAIN
        else -> IDLE
      }
    }
    initial state NONE
    state SOME
  }
  state AGAIN {
    run open() timeout 2s {
      done, unknown -> FLATTENING
      failed -> IDLE
    }
  }`,
    ),
  },
];
