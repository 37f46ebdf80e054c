import { SourceFile, type Spelling } from "../../src/source/index.ts";
import { parseFsm, parseYaml } from "../../src/syntax/index.ts";

/** The words of all comments that document nothing, in the order of the text. */
export function commentsOf(
  text: string,
  spelling: Spelling,
): readonly string[] {
  const source = new SourceFile(`a.${spelling}`, text, spelling);
  const { comments } =
    spelling === "yaml" ? parseYaml(source) : parseFsm(source);
  return comments.flatMap(({ image }) => linesOf(image));
}

function linesOf(image: string): readonly string[] {
  const inner = image.startsWith("/*") ? image.slice(2, -2) : image;
  return inner
    .split("\n")
    .map((line) => line.replace(/^[\s*#/]+/, "").replace(/[\s*]+$/, ""))
    .filter((line) => line !== "");
}
