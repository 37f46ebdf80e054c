import type { Strategy } from "../model.ts";
import type { EnumType, ImportedType, RecordType, Type } from "../types.ts";

type TypeUser = Pick<
  Strategy,
  "params" | "context" | "triggers" | "outputs" | "guards" | "activities"
>;

/** The types of a strategy: those that it declares, then those that it uses from its file and from imports. */
export class UsedTypes {
  readonly enums = new Set<EnumType>();
  readonly records = new Set<RecordType>();
  readonly imported = new Set<ImportedType>();

  /** All that a strategy's declarations mention, and what those mention. */
  addAll(strategy: TypeUser): void {
    for (const { type } of [...strategy.params, ...strategy.context])
      this.add(type);
    for (const { fields } of [...strategy.triggers, ...strategy.outputs])
      this.#addFields(fields);
    for (const { args } of strategy.guards) this.#addFields(args);
    for (const { args, result, partial } of strategy.activities) {
      this.#addFields(args);
      if (result !== null) this.add(result);
      if (partial !== null) this.add(partial);
    }
    for (const record of this.records) this.#addFields(record.fields);
  }

  add(type: Type): void {
    switch (type.kind) {
      case "optional":
      case "list":
        this.add(type.of);
        return;
      case "enum":
        this.enums.add(type.enum);
        return;
      case "imported":
        this.imported.add(type.imported);
        return;
      case "record":
        this.records.add(type.record);
        return;
      default:
    }
  }

  #addFields(fields: RecordType["fields"]): void {
    for (const { type } of fields) this.add(type);
  }
}
