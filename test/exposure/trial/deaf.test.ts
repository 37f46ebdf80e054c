/** The tester itself: an emergency that nobody hears is seen, and one that is heard is not. */
import { expect, test } from "vitest";
import { subjectOf, withFolder } from "../subject.ts";
import { deaf } from "./deaf.ts";
import { explored } from "./explore.ts";

const spec = (hears: string): string => `strategy Trade {
  trigger GO
  trigger STOP
  emergency trigger EMERGENCY_EXIT
  activity open() opens
  activity flatten() cancels closes
  errors limit 3 within 10m -> BROKEN
  initial state IDLE {
    on GO when not halted -> OPENING
    on STOP -> ENDED
  }
  exposed state OPENING {
    run open() timeout 2s {
      done -> HOLDING
      failed -> IDLE
      unknown -> FLATTENING
    }
  }
  exposed state HOLDING { on STOP -> FLATTENING }
  exposed state FLATTENING {
    run flatten() timeout 5s {
      done -> ENDED
      failed, unknown -> BROKEN
    }
  }
  final state ENDED
  exposed error state BROKEN { after 1m -> FLATTENING }
  from ${hears} on EMERGENCY_EXIT -> FLATTENING
  from exposed on recover -> FLATTENING
}
`;

test.each([
  ["IDLE, OPENING, BROKEN", false],
  ["* except FLATTENING", true],
])("from %s: an emergency closes what is held: %s", async (hears, isHeard) => {
  await withFolder("deaf", async (folder) => {
    const path = `deaf-${isHeard}.fsm`;
    const subject = await subjectOf({ path, text: spec(hears) }, folder);
    if (subject === null) throw new Error("no machine");
    const { exposed } = await explored(subject, 1, 30);
    const log = await deaf(subject, exposed, 1);
    expect(log === null).toBe(isHeard);
    expect(subject.hasPassed).toBe(isHeard);
  });
});
