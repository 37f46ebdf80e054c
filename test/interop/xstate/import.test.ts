/** What configurations become, and what is said of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { printFile } from "../../../src/format/index.ts";
import type { Imported } from "../../../src/interop/index.ts";
import { importXState } from "../../../src/interop/xstate/index.ts";
import { SourceFile } from "../../../src/source/index.ts";

const CASES = join(import.meta.dirname, "cases");

function importing(text: string): Imported {
  return importXState(new SourceFile("machine.json", text, "fsm"));
}

/** `lost 3:5: message: why`. */
function saidOf({ remarks }: Imported): readonly string[] {
  return remarks.map(({ kind, message, why, span }) => {
    const { line, column } = span.file.position(span.start);
    return `${kind} ${line}:${column}: ${message}: ${why}`;
  });
}

/** A text, and all that is said of it. */
const REFUSED: readonly (readonly [string, ...string[]])[] = [
  [
    "",
    "error 1:1: the JSON ends too early: an import reads data and evaluates nothing: write the configuration alone as JSON, with its guards, actions and actors by name",
  ],
  [
    "[]",
    'error 1:1: an XState configuration is an object: it has `initial` and `states`: { "initial": "idle", "states": { "idle": {} } }',
  ],
  [
    '{"a": 1',
    "error 1:8: the JSON ends too early: an import reads data and evaluates nothing: write the configuration alone as JSON, with its guards, actions and actors by name",
  ],
  [
    '{"on": {"A": {"guard": () => true}}, "entry": assign({})}',
    'error 1:24: a function is no JSON: an import evaluates nothing: give it a name, as in "guard": "isReady", and implement it in the callbacks of the generated class',
    'error 1:47: a call is no JSON: an import evaluates nothing: give it a name, as in "guard": "isReady", and implement it in the callbacks of the generated class',
  ],
  [
    'import { createMachine } from "xstate"',
    "error 1:8: this is no JSON: unexpected token: an import reads data and evaluates nothing: write the configuration alone as JSON, with its guards, actions and actors by name",
  ],
  [
    '{"initial": "a", "initial": "b", "states": {"a": {}}}',
    "error 1:18: `initial` stands twice in one object: only one of them can count; the first is on line 1",
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"GO": "b"}}, "bb": {}}}',
    "error 1:48: there is no state `b`: the machine has no child `b`",
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"GO": "#a"}}}}',
    "error 1:48: there is no state `#a`: no state has the id `a`: did you mean `#(machine).a`?",
  ],
  [
    '{"initial": "a", "on": {"GO": "a"}, "states": {"a": {}}}',
    "error 1:31: there is no state `a`: the machine itself has no siblings to lead to: did you mean `.a`?",
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"GO": {"tagret": "a"}}}}}',
    "error 1:49: a transition has no `tagret`: did you mean `target`? XState would ignore it as it stands",
  ],
  [
    '{"initial": "a", "states": {"a": {"x-color": "red"}}}',
    "lost 1:35: a state has no `x-color`: XState does not know it either, so nothing is known of what it should do",
  ],
  [
    '{"initial": "a", "states": {"a": []}}',
    "error 1:34: the state `a` is an object, not a list: XState reads nothing else there",
  ],
  [
    '{"initial": "a", "states": {"a": {"type": "paralel"}}}',
    "error 1:43: a state has no type `paralel`: did you mean `parallel`?",
  ],
  [
    '{"initial": "b", "states": {"a": {}}}',
    "error 1:13: there is no state `b`: the machine has no child `b`",
  ],
  [
    '{"states": {"a": {}}}',
    'error 1:1: the machine has no `initial`: XState refuses a compound state without one: "initial": "a"',
  ],
  [
    '{"initial": "a", "states": {"a": {"id": "x"}, "b": {"id": "x"}}}',
    "error 1:59: two states have the id `x`: a target `#x` could mean either; the other is `a`",
  ],
  [
    '{"initial": "a", "states": {"a": {"type": "final", "on": {"GO": "a"}}}}',
    "lost 1:59: the final state `a` has `on`: a final state is where something ends: nothing happens in it any more",
  ],
  [
    '{"initial": "a", "context": {"user": null}, "output": {}, "states": {"a": {"always": {"actions": "x"}}}}',
    "lost 1:38: nothing tells the type of `user`: its first value fits many types; it is imported as `string?`: give it the type that it has",
    "lost 1:45: `output` cannot be said: an outcome of a machine is its final state and its context here; write into the context what it should tell",
    "lost 1:86: an `always` without a target cannot be said: here `always` is tried until none is taken, so that it would never end; in XState it is taken once, since it changes nothing",
  ],
  [
    '{"initial": "a", "states": {"a": {"always": {"guard": "g", "target": "a"}, "entry": {"type": "xstate.spawnChild"}, "exit": {"type": "xstate.cancel", "sendId": "x"}}}}',
    "lost 1:45: an `always` that leads back to its own state cannot be said: here `always` is tried until none is taken, so that it would never end; in XState it is taken once, since it changes nothing",
    "lost 1:85: `xstate.spawnChild` cannot be said: activities start when their state is entered and end when it is left: `invoke` it in a state",
    "lost 1:124: `cancel` of `x` cannot be said: no delayed `raise` has that id, and nothing else can be taken back",
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"*": "b"}}, "b": {}}}',
    "lost 1:42: `*` means no event that is named anywhere: a spec declares its triggers: name in the configuration those that it shall take",
  ],
  [
    '{"initial": "a", "after": {"10": ".b"}, "states": {"a": {"on": {"*": "b", "E": {}}}, "b": {}}}',
    "lost 1:65: `*` takes what XState itself sends to the machine as well: the end of a state, of an actor and of a time are heard here only in the state in which they arise",
    "assumed 1:65: `*` is the event `E`: a spec declares its triggers, and only events that the configuration names can be meant",
  ],
  [
    '{"initial": "a", "states": {"a": {"invoke": {"src": {"initial": "x", "states": {}}}}, "b": {"invoke": {}}}}',
    "lost 1:53: a machine inside of `invoke` cannot be imported with it: an activity is implemented in TypeScript: give the actor a name, and import its machine by itself",
    'error 1:103: an invoke names its actor in `src`: without a name there is nothing to implement: { "src": "fetchPrice" }',
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"xstate.done.state.x": "a"}}}}',
    "lost 1:42: `xstate.done.state.x` cannot be said here: what XState sends itself is heard only where it arises: `on done` of the state that is done, the arms of a `run`, an `after`",
  ],
  [
    '{"initial": "a", "states": {"a": {"on": {"GO": {"target": 3, "guard": {"x": 1}}}, "after": {"10": 5}}}}',
    "error 1:59: a target is a text, not a number: XState reads nothing else there",
    "error 1:71: a guard is its name, or an object with a `type`: a condition itself is no JSON: name it, and implement it under that name",
    "error 1:99: a transition is a text or an object, not a number: XState reads nothing else there",
  ],
];

describe("a configuration becomes a spec that compiles", () => {
  for (const name of [
    "declared",
    "version-4",
    "regions-and-history",
    "names",
    "machine-as-state",
  ])
    test(`${name}.json`, async () => {
      const imported = importing(
        readFileSync(join(CASES, `${name}.json`), "utf8"),
      );
      const text = imported.file === null ? "" : printFile(imported.file);
      const said = saidOf(imported).map((line) => `// ${line}\n`);
      await expect(`${said.join("")}${text}`).toMatchFileSnapshot(
        join(CASES, `${name}.fsm`),
      );
      const { diagnostics } = await compile([{ path: "a.fsm", text }], {
        checks: false,
      });
      expect(diagnostics.map(({ message }) => message)).toEqual([]);
    });
});

describe("what cannot be had is refused at its place", () => {
  for (const [text, ...said] of REFUSED)
    test(`of ${text}`, () => {
      expect(saidOf(importing(text))).toEqual(said);
    });
});
