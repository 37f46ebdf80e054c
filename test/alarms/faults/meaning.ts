/** Group 1: the text means something. */
import type { Expression } from "../../../src/model/index.ts";
import { textOf, type Span } from "../../../src/source/index.ts";
import { within } from "../../../src/checks/analysis/expressions.ts";
import { changed, isOwn, item, member, replaced } from "../text.ts";
import type { Ground } from "../ground.ts";
import { ownBranches, type Fault } from "./fault.ts";

export const MEANING: readonly Fault[] = [
  {
    rule: "syntax-error",
    what: "an arrow is forgotten",
    *in({ text }) {
      for (const { index } of text.matchAll(/-> (?=[A-Z])/g))
        yield text.slice(0, index) + text.slice(index + 3);
    },
  },
  {
    rule: "syntax-error",
    what: "a duration without its unit",
    *in({ text }) {
      for (const { index, 0: all } of text.matchAll(/\b\d+h30m\b/g))
        yield (
          text.slice(0, index) +
          all.slice(0, -1) +
          text.slice(index + all.length)
        );
    },
  },
  {
    rule: "unknown-name",
    what: "a target is misspelt",
    *in(ground) {
      for (const { target } of ownBranches(ground))
        for (const { span } of target?.states ?? [])
          yield changed(ground.text, replaced(span, misspelt(textOf(span))));
    },
  },
  {
    rule: "unknown-name",
    what: "a trigger is misspelt where it is handled",
    *in({ text, strategy }) {
      for (const { name } of strategy.triggers)
        for (const { index, 0: all } of text.matchAll(
          new RegExp(`\\bon ${name}\\b`, "g"),
        ))
          yield (
            text.slice(0, index) +
            `on ${misspelt(name)}` +
            text.slice(index + all.length)
          );
    },
  },
  {
    rule: "unknown-name",
    what: "a name in a guard is misspelt",
    *in(ground) {
      for (const { guard } of ownBranches(ground))
        if (guard !== null)
          for (const { span } of namesIn(guard))
            yield changed(ground.text, replaced(span, misspelt(textOf(span))));
    },
  },
  {
    rule: "unknown-name",
    what: "a run names an activity that there is not",
    *in({ text, strategy }) {
      for (const { runs } of strategy.states)
        for (const { span, activity } of runs)
          if (isOwn(span))
            yield (
              text.slice(0, span.start) +
              text
                .slice(span.start)
                .replace(activity.name, misspelt(activity.name))
            );
    },
  },
  {
    rule: "unknown-name",
    what: "a field that is set is misspelt",
    *in(ground) {
      for (const { effects } of ownBranches(ground))
        for (const effect of effects)
          if (effect.kind === "set") {
            const { name } = effect.field;
            const { start } = effect.span;
            const at = ground.text.indexOf(name, start);
            if (at < effect.span.end)
              yield (
                ground.text.slice(0, at) +
                misspelt(name) +
                ground.text.slice(at + name.length)
              );
          }
    },
  },
  {
    rule: "duplicate-declaration",
    what: "a declaration stands there twice",
    *in({ text }) {
      for (const line of text.matchAll(
        /^ {2}(?:param|guard|output|action|activity|volatile trigger|trigger|final state) [^{}\n]*\n/gm,
      ))
        if (balanced(line[0]) && !continues(text, line.index + line[0].length))
          yield text.slice(0, line.index) + line[0] + text.slice(line.index);
    },
  },
  {
    rule: "reserved-name",
    what: "a param has a name that JavaScript keeps",
    *in({ text, strategy }) {
      for (const { name, span } of strategy.params)
        if (
          isOwn(span) &&
          !text.includes(`(${name}:`) &&
          !text.includes(`, ${name}:`)
        )
          yield text.replaceAll(
            new RegExp(`(?<!\\.)\\b${name}\\b`, "g"),
            "constructor",
          );
    },
  },
  {
    rule: "bad-extends",
    what: "extends what there is not",
    *in({ text, strategy }) {
      const { end } = strategy.span;
      if (text.slice(end).startsWith(" {"))
        yield `${text.slice(0, end)} extends Nothing${text.slice(end)}`;
    },
  },
  {
    rule: "bad-import",
    what: "imports from a file that there is not",
    *in({ text }) {
      if (text.includes(' from "./'))
        yield text.replace(' from "./', ' from "./no-');
    },
  },
  {
    rule: "type-mismatch",
    what: "a number is compared with a text",
    *in(ground) {
      for (const { guard } of ownBranches(ground))
        for (const each of guard === null ? [] : within(guard))
          if (each.kind === "number" && isOwn(each.span))
            yield changed(ground.text, replaced(each.span, '"one"'));
    },
  },
  {
    rule: "possibly-null",
    what: "what may be null is used as if it were there",
    *in(ground) {
      const { strategy, text } = ground;
      for (const { name, type, span } of strategy.context) {
        const record = type.kind === "optional" ? type.of : null;
        if (record?.kind !== "record" || !isOwn(span)) continue;
        const field = record.record.fields.find(
          (each) => each.type.kind === "number",
        );
        const start = strategy.states.find(
          (state) => state.path === initialOf(ground),
        );
        if (field !== undefined && start !== undefined && isOwn(start.span))
          yield changed(
            text,
            member(ground, "trigger INJECTED"),
            item(
              ground,
              start,
              `on INJECTED when ${name}.${field.name} > 1 -> ${start.path}`,
            ),
          );
      }
    },
  },
  {
    rule: "missing-initial",
    what: "nothing is initial",
    *in({ text }) {
      for (const { index } of text.matchAll(/initial (?=(?:exposed )?state )/g))
        yield text.slice(0, index) + text.slice(index + "initial ".length);
    },
  },
  {
    rule: "bad-target",
    what: "the history of a state without children",
    *in(ground) {
      for (const branch of ownBranches(ground)) {
        const { target } = branch;
        const [first, another] = target?.states ?? [];
        if (branch === ground.strategy.timeout?.branch) continue;
        if (first?.state.kind === "atomic" && another === undefined)
          if (first.history === "none")
            yield changed(ground.text, {
              start: first.span.start,
              end: first.span.start,
              text: "history ",
            });
      }
    },
  },
  {
    rule: "final-with-exits",
    what: "a final state has a transition",
    *in(ground) {
      for (const state of ground.strategy.states)
        if (state.kind === "final" && isOwn(state.span))
          if (!/^\s*\{/.test(ground.text.slice(state.span.end)))
            yield changed(
              ground.text,
              member(ground, "trigger INJECTED"),
              replaced(
                state.span,
                `${textOf(state.span)} { on INJECTED -> ${initialOf(ground)} }`,
              ),
            );
    },
  },
  {
    rule: "bad-modifier",
    what: "a state is both an error and suspended",
    *in({ text }) {
      if (text.includes(" error state "))
        yield text.replace(" error state ", " error suspended state ");
    },
  },
  {
    rule: "missing-errors-target",
    what: "the policy leads to a state that is no error state",
    *in(ground) {
      const { strategy, text } = ground;
      const { errors } = strategy;
      if (errors === null || !isOwn(errors.span)) return;
      const normal = strategy.states.find(
        ({ role, depth, kind }) =>
          role === "normal" && depth === 0 && kind === "atomic",
      );
      if (normal !== undefined)
        yield text.replace(
          new RegExp(`(errors limit [^\\n]*-> )${errors.target.name}\\b`),
          `$1${normal.name}`,
        );
    },
  },
];

function misspelt(name: string): string {
  return `${name}x`;
}

function namesIn(guard: Expression): readonly { readonly span: Span }[] {
  return [...within(guard)].filter(
    ({ kind, span }) =>
      ["param", "field", "payload", "guard"].includes(kind) &&
      isOwn(span) &&
      /^[\w.]+$/.test(textOf(span)),
  );
}

function balanced(line: string): boolean {
  return line.split("(").length === line.split(")").length;
}

/** Whether the next line belongs to this one. */
function continues(text: string, at: number): boolean {
  return /^ {4,}/.test(text.slice(at)) || /=\s*$/.test(text.slice(0, at));
}

function initialOf({ strategy }: Ground): string {
  return strategy.root.initial.targets[0]?.path ?? "";
}
