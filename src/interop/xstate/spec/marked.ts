import { SourceFile, type Span } from "../../../source/index.ts";
import {
  parseFragment,
  parseFsm,
  type Effect,
  type Expression,
  type FragmentKind,
  type FragmentKinds,
  type Import,
  type Member,
  type Name,
  type TimerItem,
} from "../../../syntax/index.ts";
import type { Action, Delay, Invoke, SentEvent } from "../config/machine.ts";
import { listOf, memberOf, type JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { doing, duration, nameOf } from "./make.ts";
import { constant } from "./types.ts";
import type { NamedGuard, RunHead, Vocabulary } from "./vocabulary.ts";

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** What `fsmc export` has written: declarations stand in the text, and names are the spec's own words. */
export class MarkedVocabulary implements Vocabulary {
  readonly imports: readonly Import[];
  readonly declarations: readonly Member[];
  readonly #source: SourceFile;
  readonly #report: Remarks;

  constructor(marks: JsonObject, source: SourceFile, report: Remarks) {
    this.#source = source;
    this.#report = report;
    const text = `${linesOf(marks, "imports")}\nstrategy Declared {\n${linesOf(marks, "declarations")}\n}`;
    const { file, diagnostics } = parseFsm(
      new SourceFile(source.path, text, "fsm"),
    );
    for (const { message } of diagnostics) this.#wrong(marks.span, message);
    this.imports = file.imports;
    this.declarations = file.strategies.flatMap(({ members }) => members);
  }

  trigger(event: string, span: Span): Name {
    return nameOf(event, span);
  }

  guard({ type, span }: NamedGuard): Expression {
    return this.#parse("expression", type, span) ?? { kind: "null", span };
  }

  effects(action: Action): readonly Effect[] {
    const { span } = action;
    switch (action.kind) {
      case "named":
        return IDENTIFIER.test(action.type)
          ? [doing([nameOf(action.type, span)], span)]
          : (this.#parse("effects", action.type, span) ?? []);
      case "raise": {
        const { event, delay } = action;
        return [
          {
            kind: "raise",
            trigger: nameOf(event.type.text, span),
            args: payloadOf(event),
            delay: delay === null ? null : this.delay(delay),
            span,
          },
        ];
      }
      case "cancel":
        return [{ kind: "cancel", name: nameOf(action.id, span), span }];
      case "emit": {
        const output = nameOf(action.event.type.text, span);
        const args = payloadOf(action.event);
        return [{ kind: "emit", output, args, span }];
      }
      case "assign": {
        const assignments = action.fields.map(({ key, keySpan, value }) => ({
          field: nameOf(key, keySpan),
          value: constant(value),
        }));
        return [{ kind: "set", assignments, span }];
      }
    }
  }

  /** `buy(quantity) retry 2 timeout 1s`: read as the run that it was. */
  run({ source: { text, span }, marks }: Invoke): RunHead {
    const written = marks === null ? null : memberOf(marks, "run");
    const head = written?.kind === "text" ? written.value : `${text}()`;
    const spec = `strategy Run { state S { run ${head} {} } }`;
    const { file, diagnostics } = parseFsm(
      new SourceFile(this.#source.path, spec, "fsm"),
    );
    for (const { message } of diagnostics) this.#wrong(span, message);
    for (const member of file.strategies[0]?.members ?? [])
      if (member.kind === "state")
        for (const item of member.items) if (item.kind === "run") return item;
    const activity = nameOf(text, span);
    return { activity, args: [], retry: null, backoff: null, timeout: null };
  }

  delay(delay: Delay): Expression {
    const { span } = delay;
    if (delay.kind === "time") return duration(delay.milliseconds, span);
    return (
      this.#parse("expression", delay.name, span) ?? { kind: "null", span }
    );
  }

  timer(delay: Delay): Pick<TimerItem, "kind" | "time"> {
    if (delay.kind === "named")
      for (const kind of ["at", "every"] as const)
        if (delay.name.startsWith(`${kind} `)) {
          const name = delay.name.slice(kind.length + 1);
          return { kind, time: this.delay({ ...delay, name }) };
        }
    return { kind: "after", time: this.delay(delay) };
  }

  ownTrigger(wish: string, _doc: string, span: Span): Name {
    return nameOf(wish, span);
  }

  flag(wish: string, span: Span): Name {
    return nameOf(wish, span);
  }

  #parse<Kind extends FragmentKind>(
    kind: Kind,
    text: string,
    span: Span,
  ): FragmentKinds[Kind] | null {
    const { value, diagnostics } = parseFragment(kind, text, {
      source: this.#source,
      offsetAt: (index) => Math.min(span.start + 1 + index, span.end),
    });
    for (const { message } of diagnostics) this.#wrong(span, message);
    return value;
  }

  #wrong(span: Span, message: string): void {
    this.#report.error(
      span,
      message,
      "`meta.fsmc` at the top says that fsmc has written this: its names are read as a spec's own words",
    );
  }
}

function linesOf(marks: JsonObject, key: string): string {
  return listOf(memberOf(marks, key))
    .flatMap((line) => (line.kind === "text" ? [line.value] : []))
    .join("\n");
}

function payloadOf({ payload }: SentEvent): readonly Expression[] {
  return payload.map(({ value }) => constant(value));
}
