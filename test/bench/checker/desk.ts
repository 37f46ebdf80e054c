/** A strategy such as desks write, of 20 states: what `fsmc check` of a thousand files is measured on. */

const NAMES = ["Basis", "Carry", "Spread", "Breakout", "Reversion"] as const;

/** The text of a strategy, sound; each index gives another one, with its own name, constants and one of five exits. */
export function deskStrategy(index: number): string {
  const name = `${NAMES[index % NAMES.length] ?? "Desk"}${index}`;
  const spread = 5 + (index % 40);
  const levels = 2 + (index % 4);
  return `/// Round trips on one instrument, number ${index} of the desk.
strategy ${name} {
  version ${1 + (index % 9)}

  /// In units of the base asset.
  param quantity: number = ${(0.01 * (1 + (index % 70))).toFixed(2)}
  param minSpread: number = ${spread}bps
  param wideSpread: number = ${spread * 4}bps
  param maxLosses: number = ${levels}
  param legTimeout: duration = ${1 + (index % 5)}s
  param flattenTimeout: duration = ${6 + (index % 5)}s
  param longestHold: duration = ${10 + (index % 50)}m
  param longestRun: duration = 24h

  enum Side { BUY, SELL }

  type Fill = { order: string, price: number, quantity: number, fee: number }

  context {
    side: Side = Side.BUY
    spread: number = 0
    depth: number = 0
    losses: number = 0
    rounds: number = 0
    profit: number = 0
    peak: number = 0
    entered: Fill?
    left: Fill?
    restUntil: instant?
  }

  volatile trigger QUOTE(side: Side, spread: number, depth: number, mark: number)
  emergency trigger EMERGENCY_EXIT
  trigger STOP
  trigger RESET
  suspend trigger SUSPEND
  resume trigger RESUME

  output ROUND_TRIP(profit: number)
  output STUCK(reason: string)

  guard pays = event.spread >= minSpread and event.depth >= quantity
  guard stillPays = event.spread >= minSpread * 0.5
  guard isWide = event.spread >= wideSpread
  guard rested = now >= (restUntil ?? now)
  guard beaten = losses >= maxLosses
  guard profitable = event.mark > peak * 1.002 or profit > 0
  guard marginAvailable

  action recordOpportunity
  action adoptFills writes entered, left

  activity warmUp(): number
  activity askMargin(amount: number): number
  activity enterPosition(side: Side, amount: number): Fill opens
  activity addToPosition(amount: number): Fill opens
  activity takeProfit(amount: number): Fill reduces
  activity leavePosition(amount: number): Fill closes
  activity withdraw(): number cancels
  activity flatten(): number cancels closes
  activity audit(): number

  errors limit ${2 + (index % 3)} within 10m -> ERROR
  timeout longestRun -> FLATTENING

  initial state STARTING {
    run warmUp() retry 3 backoff 1s to 10s timeout 30s {
      done -> SCANNING
      failed -> CANCELLED
    }
  }

  /// Nothing is held; looks for a spread that pays.
  state SCANNING {
    on QUOTE {
      when isWide and rested set side = event.side, spread = event.spread, depth = event.depth -> MARGIN
      when pays and rested set side = event.side, spread = event.spread, depth = event.depth -> CONFIRMING
      else stay
    }
    on STOP -> REVIEWING
    on SUSPEND -> SUSPENDED
  }

  /// The spread must stand for a moment.
  state CONFIRMING {
    on QUOTE when not stillPays -> SCANNING
    after 250ms -> SIZING
    on STOP -> REVIEWING
  }

  state SIZING {
    enter recordOpportunity
    always {
      when depth < quantity -> SCANNING
      when spread >= wideSpread or depth > quantity * 10 -> MARGIN
      else -> CONFIRMING
    }
  }

  state MARGIN {
    run askMargin(quantity) retry 1 timeout 3s {
      done {
        when result >= quantity and marginAvailable -> ENTERING
        else -> COOLING
      }
      failed -> COOLING
    }
  }

  exposed state ENTERING {
    run enterPosition(side, quantity) timeout legTimeout {
      done set entered = result, peak = result.price -> HOLDING
      failed set losses = losses + 1 -> COOLING
      unknown -> WITHDRAWING
    }
    on STOP -> WITHDRAWING
  }

  exposed state HOLDING {
    on QUOTE {
      when event.mark > peak set peak = event.mark stay
      when isWide and rounds < maxLosses -> SCALING
      when profitable -> REDUCING
      when not stillPays -> EXITING
      else stay
    }
    after longestHold -> EXITING
    on STOP -> EXITING
  }

  exposed state SCALING {
    run addToPosition(quantity * 0.5) timeout legTimeout {
      done set entered = result, rounds = rounds + 1 -> HOLDING
      failed -> HOLDING
      unknown -> WITHDRAWING
    }
  }

  exposed state REDUCING {
    run takeProfit((entered?.quantity ?? 0) * 0.5) timeout legTimeout {
      done set profit = profit + result.price * result.quantity - result.fee -> TRAILING
      failed -> HOLDING
      unknown -> WITHDRAWING
    }
  }

  exposed state TRAILING {
    on QUOTE {
      when event.mark > peak set peak = event.mark stay
      when event.mark < peak * 0.995 -> EXITING
      else stay
    }
    after longestHold -> EXITING
    on STOP -> EXITING
  }

  exposed state EXITING {
    run leavePosition(entered?.quantity ?? 0) retry 2 backoff 100ms to 2s timeout legTimeout {
      done set left = result, rounds = rounds + 1 -> SETTLING
      failed, unknown -> WITHDRAWING
    }
  }

  exposed state WITHDRAWING {
    run withdraw() retry 4 backoff 200ms to 5s timeout flattenTimeout {
      done -> FLATTENING
      failed, unknown -> FLATTENING
    }
  }

  exposed state FLATTENING {
    run flatten() retry 5 backoff 200ms to 5s timeout flattenTimeout {
      done -> REVIEWING
      failed, unknown emit STUCK(error.message) -> ERROR
    }
  }

  state SETTLING {
    always {
      when left != null and entered != null and left.price > entered.price
        set profit = profit + (left.price - entered.price) * left.quantity, losses = 0
        emit ROUND_TRIP(profit) -> COOLING
      else set losses = losses + 1 -> COOLING
    }
  }

  state COOLING {
    enter set restUntil = now + ${5 + (index % 20)}s
    after ${5 + (index % 20)}s {
      when beaten -> REVIEWING
      else -> SCANNING
    }
    on STOP -> REVIEWING
  }

  state REVIEWING {
    run audit() retry 2 backoff 1s timeout 10s {
      done {
        when result > 0 -> COMPLETED
        else -> CANCELLED
      }
      failed -> CANCELLED
    }
  }

  suspended state SUSPENDED {
    on RESUME -> SCANNING
    on STOP -> REVIEWING
  }

  final state COMPLETED

  final cancelled state CANCELLED

  exposed error state ERROR {
    on RESET -> FLATTENING
    after ${1 + (index % 5)}m -> FLATTENING
  }

  from *       on EMERGENCY_EXIT -> FLATTENING
  from exposed on recover do adoptFills -> FLATTENING
}
`;
}
