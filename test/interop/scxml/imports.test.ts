import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { renderRemark } from "../../../src/diagnostics/index.ts";
import { printFile } from "../../../src/format/index.ts";
import { importScxml } from "../../../src/interop/scxml/index.ts";
import { SourceFile } from "../../../src/source/index.ts";

const folder = join(import.meta.dirname, "imports");
const documents = readdirSync(folder).filter((file) => file.endsWith(".scxml"));

describe("documents, and what is made of them and said about them", () => {
  test.each(documents)("%s", async (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const imported = importScxml(new SourceFile(file, text, "fsm"));
    const remarks = imported.remarks.map((each) => renderRemark(each));
    const spec = imported.file === null ? "" : printFile(imported.file);
    expect(spec === "" ? [] : await errorsIn(spec)).toEqual([]);
    const golden = join(folder, `${basename(file, ".scxml")}.txt`);
    await expect([...remarks, spec].join("\n")).toMatchFileSnapshot(golden);
  });

  test("elements beyond number in each other are an error, not the end of the stack", () => {
    const deep = 100_000;
    const text = `<scxml>${"<state>".repeat(deep)}${"</state>".repeat(deep)}</scxml>`;
    expect(messages(text)).toEqual([
      "elements lie more than 200 deep in each other",
    ]);
    const states = `<scxml>${"<state>".repeat(70)}${"</state>".repeat(70)}</scxml>`;
    expect(messages(states)).toEqual([
      "states lie more than 64 deep in each other",
    ]);
  });

  test("events and branches beyond number are an error, not the end of memory", () => {
    const heard = Array.from(
      { length: 500 },
      (_, index) =>
        `<state id="s${index}"><transition event="e${index}"/><transition event="*"/></state>`,
    );
    expect(messages(`<scxml>${heard.join("")}</scxml>`)).toEqual([
      "the transitions up to this one hear more than 200000 events, each counted for each",
    ]);
    const branches = Array.from(
      { length: 101 },
      (_, index) => `<elseif cond="x == ${index + 1}"/><raise event="e"/>`,
    ).join("");
    const choice = `<if cond="x == 0">${branches}</if>`;
    expect(
      messages(
        `<scxml datamodel="ecmascript"><datamodel><data id="x" expr="0"/></datamodel><state id="a"><transition event="go">${choice}<assign location="x" expr="x + 1"/></transition></state></scxml>`,
      ),
    ).toEqual(["<if> has more than 100 branches"]);
  });

  test("what comes from outside is declared if it is told", () => {
    const text = `<scxml xmlns="http://www.w3.org/2005/07/scxml"><state id="a">
      <transition event="order" target="b"/><transition event="*" target="c"/></state><state id="b"/><state id="c"/></scxml>`;
    const source = new SourceFile("desk.scxml", text, "fsm");
    const { names, file } = importScxml(source, {
      outside: [
        { event: "order.filled", data: undefined },
        { event: "tick", data: undefined },
      ],
    });
    expect(names?.trigger("order.filled")).toBe("order_filled");
    expect(names?.trigger("tock")).toBeNull();
    expect(file === null ? "" : printFile(file)).toContain(
      "on order, order_filled -> b\n    on order, order_filled, tick -> c",
    );
  });
});

async function errorsIn(spec: string): Promise<readonly string[]> {
  const sources = [{ path: "machine.fsm", text: spec }];
  const { diagnostics } = await compile(sources, { checks: false });
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message);
}

function messages(text: string): readonly string[] {
  const source = new SourceFile("deep.scxml", text, "fsm");
  return importScxml(source).remarks.map(({ message }) => message);
}
