import { STATE_MODIFIERS } from "../../../../grammar/words.ts";

export type TitleWord = (typeof STATE_MODIFIERS)[number];

/** What the text in `state "text" as id` says. */
export interface Title {
  /** Where the text is the state's name, and the id is only made of it; else null. */
  readonly name: string | null;
  /** The rest, which is documentation. */
  readonly text: string;
  readonly words: readonly TitleWord[];
  /** A state that stands for the history of the one around it. */
  readonly history: "history" | "deep history" | null;
}

/** Words in « » behind a name, as fsmc and UML write them, are what the state is. */
export function titleOf(written: string, id: string): Title {
  const words: TitleWord[] = [];
  const text = written
    .replaceAll(/\s*«(\w+)»/g, (whole, word: string) => {
      const known = STATE_MODIFIERS.find((each) => each === word);
      if (known !== undefined) words.push(known);
      return known === undefined ? whole : "";
    })
    .trim();
  const isName = /^[A-Za-z_]\w*$/.test(text) && isMadeOf(id, text);
  const history = /^H\*?$/.test(text) && /__(?:shallow|deep)$/.test(id);
  return {
    name: isName ? text : null,
    text: isName || history ? "" : text,
    words,
    history: history ? (text === "H" ? "history" : "deep history") : null,
  };
}

/** Where a name cannot be an id, or another has it, its parents' names or a number stand before it. */
function isMadeOf(id: string, name: string): boolean {
  const stem = id.replace(/_+$/, "");
  const wanted = name.replace(/_+$/, "");
  return stem === wanted || stem.endsWith(`_${wanted}`);
}
