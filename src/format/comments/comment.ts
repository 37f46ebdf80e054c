/** A comment without its marks, as either spelling can write it. */
export interface Comment {
  /** At least one; without white space at their ends. */
  readonly lines: readonly string[];
  /** `block`: between the marks of `.fsm` that end it; else it ends with its line. */
  readonly style: "line" | "block";
  /** Where it stood in its text. */
  readonly start: number;
  /** Whether an empty line stands before and behind it. */
  readonly gapBefore: boolean;
  readonly gapAfter: boolean;
}

type Text = Pick<Comment, "lines" | "style">;

/** What a comment says; `image` has its marks. */
export function textOfComment(image: string): Text {
  if (image.startsWith("/*"))
    return { lines: linesOfBlock(image.slice(2, -2)), style: "block" };
  const [marks = ""] = /^(?:#|\/\/(?:\/(?!\/))?)/.exec(image) ?? [];
  const text = image.slice(marks.length).replace(/^ /, "").trimEnd();
  return { lines: [text], style: "line" };
}

/** Without the stars that many put before each line, else without the indentation that all lines share. */
function linesOfBlock(inner: string): readonly string[] {
  const [first = "", ...rest] = inner
    .replace(/^\*+/, "")
    .replace(/\*+$/, "")
    .split(/\r\n|[\r\n]/);
  const written = rest.filter((line) => line.trim() !== "");
  const starred = written.every((line) => /^\s*\*/.test(line));
  const indentation = Math.min(...written.map((line) => line.search(/\S/)));
  const others = rest.map((line) =>
    (starred
      ? line.replace(/^\s*\* ?/, "")
      : line.slice(indentation)
    ).trimEnd(),
  );
  const lines = [first.trim(), ...others];
  while (lines.length > 1 && lines[0] === "") lines.shift();
  while (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return lines;
}

/** Comments on lines of their own, with the empty lines around them. */
export function ownLines(
  comments: readonly Comment[],
  print: (comment: Comment) => readonly string[],
): readonly string[] {
  return comments.flatMap((comment) => [
    ...(comment.gapBefore ? [""] : []),
    ...print(comment),
    ...(comment.gapAfter ? [""] : []),
  ]);
}

/** A line with the mark that makes it a comment. */
export function marked(line: string, mark: "//" | "#"): string {
  if (line === "") return mark;
  return line.startsWith(mark) ? mark + line : `${mark} ${line}`;
}
