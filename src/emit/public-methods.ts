/** What of the machine's public side has the strategy's own types. */
import { leavesOf } from "../model/index.ts";
import type { ClassParts } from "./body.ts";
import { canCall } from "./can.ts";
import { docComment } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import {
  atom,
  binary,
  call,
  string,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  braces,
  caseOf,
  giveBack,
  method,
  signature,
  switchOn,
  whenBlock,
} from "./layout/statement.ts";
import type { Unit } from "./unit.ts";

export function publicMethods(parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  const { names, runtime } = unit;
  const outcome = runtime.type("Outcome");
  const posted = `Promise<${outcome} | "duplicate">`;
  const states = atom(`${names.value}States[this.active]`);
  return [
    method("override get state", [], `${names.type}State | null`, [
      giveBack(binary(states, "??", word("null"))),
    ]),
    ...overloads("send", runtime.type("SendOptions"), outcome, unit),
    sendMethod(unit),
    ...overloads("post", runtime.type("PostOptions"), posted, unit),
    method(
      "override post",
      [...receives(unit), "options: PostOptions = {}"],
      posted,
      [
        giveBack(
          call("this.posted", [
            atom("trigger"),
            atom("payload"),
            atom("options"),
          ]),
        ),
      ],
    ),
    canMethod(parts),
  ];
}

function receives({ names }: Unit): readonly string[] {
  return [`trigger: ${names.type}Trigger`, "payload: unknown = null"];
}

/** Triggers without fields need no payload; the others need theirs. */
function overloads(
  name: string,
  options: string,
  result: string,
  { strategy, names, runtime }: Unit,
): readonly Doc[] {
  const payloads = `${names.type}Payloads`;
  const loaded = strategy.triggers.some(({ fields }) => fields.length > 0);
  const plain: Doc = [
    signature(
      `override ${name}`,
      [
        `trigger: ${runtime.type("PlainTrigger")}<${payloads}>`,
        "payload?: null",
        `options?: ${options}`,
      ],
      result,
    ),
    ";",
  ];
  if (!loaded) return [plain];
  const trigger = `Trigger extends ${runtime.type("LoadedTrigger")}<${payloads}>`;
  return [
    plain,
    [
      signature(
        `override ${name}<${trigger}>`,
        [
          "trigger: Trigger",
          `payload: ${payloads}[Trigger]`,
          `options?: ${options}`,
        ],
        result,
      ),
      ";",
    ],
  ];
}

function sendMethod(unit: Unit): Doc {
  const { strategy, runtime, traits } = unit;
  const idle = runtime.value("IDLE");
  const tests: Code[] = [
    binary(atom("this.mode"), "!==", atom(idle)),
    binary(atom("options"), "!==", word("null")),
    atom("this.host.isWatched"),
    ...(traits.hasEmergencies ? [atom("this.halted")] : []),
    ...strategy.triggers
      .filter((trigger) => trigger.emergency)
      .map(({ name }) => binary(atom("trigger"), "===", string(name))),
  ];
  const args = [atom("trigger"), atom("payload")];
  return method(
    "override send",
    [...receives(unit), `options: SendOptions | null = null`],
    "Outcome",
    [
      whenBlock(
        tests.reduce((left, right) => binary(left, "||", right)),
        [giveBack(call("this.received", [...args, atom("options")]))],
      ),
      giveBack(
        binary(
          call("this.macrostep", [...args, word("false")]),
          "??",
          call("this.refuse", args),
        ),
      ),
    ],
  );
}

function canMethod({ unit }: ClassParts): Doc {
  const { strategy, traits } = unit;
  if (traits.isStatechart) return canPick(unit);
  const byCall = new Map<string, number[]>();
  for (const leaf of leavesOf(strategy)) {
    const code = canCall(leaf, unit);
    if (code.kind !== "call") continue;
    const key = JSON.stringify(code.doc);
    byCall.set(key, [...(byCall.get(key) ?? []), leaf.index]);
  }
  const cases = [...byCall.values()].map((indexes) => {
    const [first] = indexes;
    const leaf = strategy.states[first ?? 0];
    return caseOf(
      indexes.map(
        (index) => `case ${index}: // ${strategy.states[index]?.path ?? ""}`,
      ),
      [giveBack(leaf === undefined ? word("false") : canCall(leaf, unit))],
    );
  });
  if (cases.length === 0)
    return method(
      "override can",
      [`_trigger: ${unit.names.type}Trigger`],
      "boolean",
      ["return false;"],
    );
  return [
    docComment("Whether it would be taken now. Changes nothing."),
    method("override can", receives(unit), "boolean", [
      [
        "try ",
        braces([
          switchOn("this.active", [
            ...cases,
            caseOf(["default:"], ["return false;"]),
          ]),
        ]),
        " catch ",
        braces(["return false;"]),
        ...(traits.isPlain ? [] : ASKED),
      ],
    ]),
  ];
}

/** The time that the guards were asked at is not that of the next event. */
const ASKED: readonly Doc[] = [" finally ", braces(["this.asked();"])];

/** Where several states are active: whether one of them would pick something. */
function canPick(unit: Unit): Doc {
  return [
    docComment("Whether it would be taken now. Changes nothing."),
    method("override can", receives(unit), "boolean", [
      [
        "try ",
        braces([
          "const leaves = this.leaves();",
          "const picks = leaves.map((leaf) => this.pick(leaf, trigger, payload));",
          'return picks.some((pick) => typeof pick === "number");',
        ]),
        " catch ",
        braces(["return false;"]),
        ...ASKED,
      ],
    ]),
  ];
}
