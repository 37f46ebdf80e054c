import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { convert } from "../../src/format/index.ts";
import { fixText } from "../../src/fixes/index.ts";
import { SourceFile } from "../../src/source/index.ts";

/** Nothing is wrong with it. */
const SOUND = `// Buys once, and sells.
strategy Entry {
  type Fill = { price: number, quantity: number }

  context {
    held: Fill?
  }

  trigger QUOTE(price: number)
  emergency trigger OUT

  /// The account can pay for it.
  guard affordable

  action note writes held

  activity buy(quantity: number): Fill opens
  activity flatten(): Fill cancels closes

  errors limit 3 -> ERROR

  initial state IDLE {
    on QUOTE when affordable and event.price > 0 do note -> BUYING
  }

  exposed state BUYING {
    run buy(1) timeout 5s {
      done set held = result -> FLATTENING
      failed -> IDLE // certain
      unknown -> FLATTENING
    }
  }

  exposed state FLATTENING {
    run flatten() retry 3 backoff 1s timeout 5s {
      done set held = result -> ENDED
      failed, unknown -> ERROR
    }
  }

  final state ENDED

  exposed error state ERROR {
    after 1m -> FLATTENING
  }

  from * on OUT -> FLATTENING
  from exposed on recover -> FLATTENING
}
`;

/** What is done to the sound text, and what \`--fix\` says that it did. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  [
    "a trigger that is not declared",
    "  emergency trigger OUT\n",
    "",
    "declare the trigger `OUT`",
  ],
  [
    "a guard that is not declared",
    "  /// The account can pay for it.\n  guard affordable\n",
    "",
    "declare the guard `affordable`",
  ],
  [
    "an action that is not declared",
    "  action note writes held\n",
    "",
    "declare the action `note`",
  ],
  ["a name that is misspelt", "do note ->", "do notes ->", "write `note`"],
  [
    "an arm that is missing",
    "      failed, unknown -> ERROR\n",
    "      failed -> ERROR\n",
    "add `unknown -> ERROR`",
  ],
  [
    "no way on after a crash",
    "  from exposed on recover -> FLATTENING\n",
    "",
    "add `from exposed on recover -> FLATTENING`",
  ],
  [
    "no emergency exit",
    "  from * on OUT -> FLATTENING\n",
    "  from * ignore OUT\n",
    "add `from * on OUT -> FLATTENING`",
  ],
  [
    "a guard that nothing uses",
    "  guard affordable\n",
    "  guard affordable\n\n  /// Never.\n  guard idle = 1 > 2\n",
    "remove `idle`",
  ],
  [
    "an action that nothing uses",
    "  action note writes held\n",
    "  action note writes held\n  action idle\n",
    "remove `idle`",
  ],
  [
    "an activity that nothing uses",
    "  errors limit",
    "  activity idle(\n    a: number\n  )\n\n  errors limit",
    "remove `idle`",
  ],
  [
    "a trigger that nothing handles",
    "  emergency trigger OUT\n",
    "  emergency trigger OUT\n  critical trigger LATER(a: number)\n  trigger IDLE_ONE\n",
    "remove `IDLE_ONE`",
  ],
];

const findings = (path: string) => async (text: string) =>
  (await compile([{ path, text }], { emit: false })).diagnostics;

function inYaml(text: string): string {
  const converted = convert(new SourceFile("a.fsm", text, "fsm"), "yaml");
  if (converted.text === null)
    throw new Error(
      JSON.stringify(converted.diagnostics.map(({ message }) => message)),
    );
  return converted.text;
}

describe.each(["a.fsm", "a.yaml"])("in %s", (path) => {
  const spelt = (text: string) => (path === "a.fsm" ? text : inYaml(text));

  test("a sound text is left as it is", async () => {
    const text = spelt(SOUND);
    expect(await findings(path)(text)).toEqual([]);
    expect(await fixText(path, text, findings(path))).toEqual({
      text,
      done: [],
      refused: [],
    });
  });

  test.each(FAULTS)("%s", async (name, sound, faulty, title) => {
    expect(SOUND).toContain(sound);
    const text = spelt(SOUND.replace(sound, faulty));
    const before = await findings(path)(text);
    expect(before, name).not.toEqual([]);
    const fixed = await fixText(path, text, findings(path));
    expect(fixed.done).toContain(title);
    const after = await findings(path)(fixed.text);
    const left = after.map(({ code, message }) => `${code} ${message}`);
    expect(left).not.toContain(`${before[0]?.code} ${before[0]?.message}`);
    expect(after.length).toBeLessThan(before.length);
    expect(fixed.text).toMatch(/(?:\/\/|#) Buys once, and sells\./);
  });

  test.each([
    ["a unit that only the author knows", "after 1m ->", "after 8 ->"],
    [
      "one of two names that are as near",
      "errors limit 3",
      "leg spot1, spot2\n  activity hedge() opens spot3\n  errors limit 3",
    ],
    ["a leg of one letter", "opens", "opens c\n  leg a, b"],
  ])("chooses not %s", async (_, sound, faulty) => {
    expect(SOUND).toContain(sound);
    const text = spelt(SOUND.replace(sound, faulty));
    const fixed = await fixText(path, text, findings(path));
    const written = fixed.done.filter((each) => each.startsWith("write "));
    expect(written).toEqual([]);
    expect(await findings(path)(fixed.text)).not.toEqual([]);
  });
});
