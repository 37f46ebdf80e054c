import { Session, type Profiler } from "node:inspector/promises";

/** Where time goes, by the folder of the code that is running. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  [
    "the machine",
    /\/generated\/|\/runtime\/machine|\/runtime\/(?:activities|attempt-end|backoff|calls|callbacks|description|expressions|factory|generated-code|host|misfit|run-data|stats|vocabulary)\b/,
  ],
  ["audit trail", /\/runtime\/(?:trail|trail-record|logger|tracker)\b/],
  ["paper exchange", /\/runtime\/exchange\/(?!ledger)/],
  ["ledger", /\/runtime\/exchange\/ledger\//],
  ["the strategy's own code", /\/strategies\//],
  ["feed and clock", /\/runtime\/(?:market|simulated-clock|timers)\b/],
  ["record of the run", /\/src\/cli\//],
];

const REST = "Node (promises, garbage collection)";

/** Shares of all parts, which add up to 1. By samples of V8's profiler: nothing is measured inside of what is measured. */
export async function profiled(
  work: () => Promise<unknown>,
): Promise<ReadonlyMap<string, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 100 });
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return sharesOf(profile);
  } finally {
    session.disconnect();
  }
}

function sharesOf(profile: Profiler.Profile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>([
    ...PARTS.map(([name]) => [name, 0] as const),
    [REST, 0],
  ]);
  let total = 0;
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName === "(idle)") continue;
    const part = partOf(callFrame.url);
    counts.set(part, (counts.get(part) ?? 0) + hitCount);
    total += hitCount;
  }
  return new Map(
    [...counts].map(([part, count]) => [part, count / Math.max(total, 1)]),
  );
}

function partOf(url: string): string {
  return PARTS.find(([, files]) => files.test(url))?.[0] ?? REST;
}
