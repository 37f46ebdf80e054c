import { CST, Lexer } from "yaml";

/** Whether a text uses what it has named with `&`, which nothing but YAML can say. */
export function hasAliases(text: string): boolean {
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar && CST.tokenType(lexeme) === "alias") return true;
    isScalar = lexeme === CST.SCALAR;
  }
  return false;
}
