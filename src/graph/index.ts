export { toDot } from "./dot.ts";
export { lostInComments, lostInDrawing } from "./losses.ts";
export { toMermaid } from "./mermaid.ts";
export { toPlantUml } from "./plantuml.ts";
