import type { Modifier } from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { unknownWord } from "../../diagnostics/messages/syntax.ts";
import { nearest } from "../../source/index.ts";
import { listOf, misshapen, type Context } from "./context.ts";
import { booleanOf, type YamlEntry, type YamlValue } from "./value.ts";

/** A list of words, or a text with white space or commas between them, of which each is one of a few. */
export function modifiersOf<Word extends string>(
  context: Context,
  value: YamlValue,
  words: readonly Word[],
  what: string,
): readonly Modifier<Word>[] {
  const wanted = { what: "modifiers", example: `modifiers: [${words[0]}]` };
  return listOf(value).flatMap((item): readonly Modifier<Word>[] => {
    if (item.kind !== "scalar" || item.text.trim() === "") {
      misshapen(context, item, wanted);
      return [];
    }
    return [...item.text.matchAll(/[^\s,]+/g)].flatMap((found) => {
      const [text] = found;
      const span = {
        file: context.source,
        start: item.offsetAt(found.index),
        end: item.offsetAt(found.index + text.length),
      };
      const word = words.find((known) => known === text);
      if (word !== undefined) return [{ word, span }];
      const near = nearest(text, words);
      const fixes =
        near === null
          ? []
          : [{ title: `Write \`${near}\``, edits: [{ span, text: near }] }];
      context.report(at({ span, fixes }, unknownWord(text, what, words)));
      return [];
    });
  });
}

/** `exposed: true`. */
export function flagOf<Word extends string>(
  context: Context,
  word: Word,
  { key, value }: YamlEntry,
): readonly Modifier<Word>[] {
  const on = booleanOf(value);
  if (on === null)
    misshapen(context, value, {
      what: "true or false",
      example: `${word}: true`,
    });
  return on === true ? [{ word, span: key.span }] : [];
}
