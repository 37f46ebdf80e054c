import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { convert } from "../../src/format/index.ts";
import { SourceFile, type Spelling } from "../../src/source/index.ts";
import { compile } from "../../src/compile.ts";

function textOf(text: string, from: Spelling, to: Spelling): string {
  const source = new SourceFile(`comments.${from}`, text, from);
  return convert(source, to).text ?? "";
}

test("comments in all places, formatted, in YAML, and back", async () => {
  const path = new URL("./cases/comments.fsm", import.meta.url);
  const text = readFileSync(path, "utf8");
  const formatted = textOf(text, "fsm", "fsm");
  await expect(formatted).toMatchFileSnapshot("cases/comments.formatted.fsm");
  const yaml = textOf(text, "fsm", "yaml");
  await expect(yaml).toMatchFileSnapshot("cases/comments.yaml");
  // YAML has one kind of comments.
  const lines = formatted
    .replace(/\/\*\n((?: \* .*\n)+) \*\//g, (_, inner: string) =>
      inner.trimEnd().replaceAll(/^ \* /gm, "// "),
    )
    .replaceAll(/\/\* (.*) \*\//g, "// $1");
  expect(textOf(yaml, "yaml", "fsm")).toBe(lines);
});

/** Texts that only one spelling has words for, and what is said of them. */
const UNSAYABLE: readonly (readonly [
  text: string,
  from: Spelling,
  to: Spelling,
  messages: readonly string[],
])[] = [
  [
    "strategy S { version 1 version 2 timeout 1s -> A timeout 2s -> A }",
    "fsm",
    "yaml",
    ["23: `version` stands twice", "49: `timeout` stands twice"],
  ],
  [
    "strategy S { param a: number param a: number state A state A { run f() { done stay done stay } } }",
    "fsm",
    "yaml",
    [
      "35: `param a` is declared twice",
      "59: `state A` is declared twice",
      "83: there are two arms for `done`",
    ],
  ],
  [
    'strategy S { @allow(trap, "x") @allow(trap, "y") state A }',
    "fsm",
    "yaml",
    ["38: `trap` is allowed twice"],
  ],
  [
    "strategy: S\nallow: { no such rule: reason }",
    "yaml",
    "fsm",
    ["0: this cannot be said in .fsm"],
  ],
  [
    'strategy: S\ndoc: "a bell: \\a"',
    "yaml",
    "fsm",
    ["0: this cannot be said in .fsm"],
  ],
];

test.each(UNSAYABLE)("%j is refused", (text, from, to, messages) => {
  const source = new SourceFile(`a.${from}`, text, from);
  const { text: converted, unsayable, diagnostics } = convert(source, to);
  expect(converted).toBeNull();
  expect(diagnostics).toEqual([]);
  expect(
    unsayable.map(({ message, span }) => `${span.start}: ${message}`),
  ).toEqual(messages);
});

async function hashOf(text: string): Promise<string | undefined> {
  const { models } = await compile([{ path: "a.fsm", text }], { emit: false });
  return models[0]?.strategies[0]?.hash;
}

test("the hash is that of the meaning", async () => {
  const text =
    "strategy S { param a: number = 1 trigger T initial state A { on T -> A after 1s stay } }";
  const hash = await hashOf(text);
  const same = [
    "// comment\nstrategy S {\n/// Doc.\nparam a: number = 1\ntrigger T initial state A { on T -> A after 1s stay } }",
    "strategy S { trigger T initial state A { after 1s stay on T -> A } param a: number = 1 }",
    'strategy S { param a: number = 1 trigger T @allow(trap, "x") initial state A { on T -> A after 1s stay } }',
    "strategy S { param a: number = 1_0e-1 trigger T initial state A { on T -> A after 1000ms stay } }",
  ];
  for (const each of same) expect(await hashOf(each)).toBe(hash);
  const others = [
    text.replace("= 1 ", "= 2 "),
    text.replace("after 1s stay", "after 2s stay"),
    text.replace("-> A", "-> A reenter"),
    text.replace("initial state", "initial exposed state"),
    text.replace("param a: number = 1", "param a: number"),
  ];
  const hashes = await Promise.all([text, ...others].map(hashOf));
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("a changed parent changes the hash of its child", async () => {
  const child = 'import { P } from "./p.fsm" strategy S extends P { }';
  const hashes = await Promise.all(
    ["1s", "2s"].map(async (time) => {
      const { models } = await compile([{ path: "a.fsm", text: child }], {
        emit: false,
        read: () =>
          `abstract strategy P { initial state A { after ${time} -> B } final state B }`,
      });
      return models[0]?.strategies[0]?.hash;
    }),
  );
  expect(hashes[0]).toBeDefined();
  expect(hashes[0]).not.toBe(hashes[1]);
});
