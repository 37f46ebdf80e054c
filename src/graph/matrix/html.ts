import type { Cell, Matrix } from "./matrix.ts";
import { legendOf, linesOf, originOf, SIGNATURE, titleOf } from "./say.ts";

/** A page of its own: no script, nothing from elsewhere, good to print. */
export function matrixHtml(matrix: Matrix): string {
  const { columns, rows } = matrix;
  const title = escaped(titleOf(matrix));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${title}</h1>
<p>${escaped(originOf(matrix))}</p>
<ul>
${legendOf(matrix)
  .map((each) => `<li>${escaped(each)}</li>`)
  .join("\n")}
</ul>
<table>
<thead>
<tr><th scope="col">state</th>${columns.map(({ name, notes }) => `<th scope="col">${named(name, notes)}</th>`).join("")}</tr>
</thead>
<tbody>
${rows
  .map(
    ({ state, notes, cells }) =>
      `<tr><th scope="row">${named(state, notes)}</th>${cells.map(cellHtml).join("")}</tr>`,
  )
  .join("\n")}
</tbody>
</table>
<p class="signature">${SIGNATURE.map((each) => `<span>${each}</span>`).join("")}</p>
</body>
</html>
`;
}

function named(name: string, notes: readonly string[]): string {
  const small =
    notes.length === 0 ? "" : `<small>${escaped(notes.join(", "))}</small>`;
  return `${escaped(name)}${small}`;
}

function cellHtml(cell: Cell): string {
  const lines = linesOf(cell).map(escaped).join("<br>");
  return `<td class="${cell.verdict}">${lines}</td>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** The words are in the cells: colour only helps to find them. */
const STYLE = `body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; padding: 0.35em 0.6em; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: #eee; }
small { display: block; font-weight: normal; color: #555; }
td.taken { background: #e2f2e4; }
td.guarded { background: #fff6d6; }
td.deferred { background: #e4ecfa; }
td.ignored { background: #f3f3f3; }
td.dropped { background: #fbe6e3; }
td.ended { background: #fff; color: #777; }
.signature { margin-top: 3em; display: flex; gap: 3em; }
.signature span { flex: 1; border-top: 1px solid #1a1a1a; padding-top: 0.3em; }
@media print { body { margin: 0; } thead th { position: static; } tr { break-inside: avoid; } }`;
