import {
  importCycle,
  importedFileMissing,
  importPath,
  unknownExport,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { renaming } from "../names/suggestion.ts";
import type { Report } from "../report.ts";
import { ValueTypes } from "../types/value-types.ts";
import { FileScope } from "./file-scope.ts";
import type { Host, LoadedSpec } from "./host.ts";
import { importedPath } from "./paths.ts";

/** The files that one file needs, each read once. */
export class Workspace {
  readonly types: ValueTypes;
  readonly #host: Host;
  readonly #report: Report;
  readonly #scopes = new Map<string, FileScope>();
  /** Nothing was wrong at the head of any file. */
  #complete = true;
  /** The files being read, the first one outermost: one that is met again closes a cycle. */
  readonly #open: Ast.SpecFile[] = [];

  constructor(host: Host, report: Report) {
    this.#host = host;
    this.#report = report;
    this.types = new ValueTypes(report);
  }

  open({
    file,
    complete,
    unread = new Set(),
    misread = [],
  }: LoadedSpec): FileScope {
    const { path } = file.source;
    if (!complete) this.#report.notWhole(path, unread, misread);
    const known = this.#scopes.get(path);
    if (known !== undefined) return known;
    this.#report.divide(
      path,
      file.strategies.map(({ span }) => span),
    );
    const scope = new FileScope(file);
    scope.complete = complete;
    this.#scopes.set(path, scope);
    this.#open.push(file);
    for (const each of file.imports) this.#import(each, scope);
    scope.declare(this.types, this.#report);
    this.#open.pop();
    this.#complete &&= scope.complete && this.#report.failures === 0;
    return scope;
  }

  /** Whether all is known of what strategies take from their files. */
  get complete(): boolean {
    return this.#complete;
  }

  #import(text: Ast.Import, scope: FileScope): void {
    const importer = scope.file.source.path;
    const { path, problem } = importedPath(importer, text.from.text, text.kind);
    if (problem !== null) {
      scope.complete = false;
      this.#lose(text);
      this.#report.add(
        { span: text.from.span },
        importPath({ from: text.from.text, problem }),
      );
    } else if (text.kind === "type") this.#importTypes(text, path, scope);
    else this.#importSpec(text, path, scope);
  }

  #importTypes(text: Ast.Import, path: string, scope: FileScope): void {
    if (!this.#host.exists(path)) this.#missing(text, path);
    for (const { name, as } of text.names) {
      const known = as ?? name;
      scope.addImport(known);
      scope.addType(
        known,
        {
          kind: "imported",
          layer: 0,
          span: known.span,
          imported: {
            exported: name.text,
            name: known.text,
            from: text.from.text,
            span: known.span,
          },
        },
        this.#report,
      );
    }
  }

  #importSpec(text: Ast.Import, path: string, scope: FileScope): void {
    const imported = this.#load(text, path);
    if (imported === null) {
      scope.complete = false;
      this.#lose(text);
      return;
    }
    for (const { name, as } of text.names) {
      const known = as ?? name;
      const found = imported.exported(name.text);
      if (found === null) {
        scope.complete = false;
        this.#report.lose(known);
        if (imported.complete) this.#unknown(name, path, imported);
        continue;
      }
      scope.addImport(known);
      if ("declaration" in found) scope.addStrategy(known, found, this.#report);
      else scope.addType(known, { ...found, span: known.span }, this.#report);
    }
  }

  #lose({ names }: Ast.Import): void {
    for (const { name, as } of names) this.#report.lose(as ?? name);
  }

  #load(text: Ast.Import, path: string): FileScope | null {
    const cycle = this.#open.findIndex((file) => file.source.path === path);
    if (cycle >= 0) {
      this.#reportCycle(cycle);
      return null;
    }
    const loaded = this.#host.load(path);
    if (loaded !== null) return this.open(loaded);
    this.#missing(text, path);
    return null;
  }

  #missing(text: Ast.Import, path: string): void {
    this.#report.add(
      { span: text.from.span },
      importedFileMissing({ from: text.from.text, path }),
    );
  }

  #unknown(name: Ast.Name, path: string, imported: FileScope): void {
    const names = [...imported.exportedNames()];
    const suggestion = nearest(name.text, names);
    this.#report.add(
      { span: name.span, fixes: renaming(name.span, suggestion) },
      unknownExport({ name: name.text, path, suggestion, names }),
    );
  }

  /** At one place for each cycle, wherever one came into it: the import in the file whose path sorts first. */
  #reportCycle(start: number): void {
    const files = this.#open.slice(start);
    const paths = files.map((file) => file.source.path);
    const [least = ""] = paths.toSorted();
    const at = paths.indexOf(least);
    const next = paths[(at + 1) % paths.length];
    const text = files[at]?.imports.find(
      ({ from, kind }) => importedPath(least, from.text, kind).path === next,
    );
    if (text === undefined) return;
    const cycle = [...paths.slice(at), ...paths.slice(0, at), least];
    this.#report.add({ span: text.from.span }, importCycle({ paths: cycle }));
  }
}
