export { matrixOf, type Matrix } from "./matrix.ts";
export { matrixCsv } from "./csv.ts";
export { matrixHtml } from "./html.ts";
export { matrixMarkdown } from "./markdown.ts";
export { matrixText } from "./text.ts";
