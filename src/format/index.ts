export { printFile, printYaml } from "../syntax/index.ts";
