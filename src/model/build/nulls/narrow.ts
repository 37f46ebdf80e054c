import type {
  Binary,
  Conditional,
  Expression,
  GuardCall,
  Index,
  Member,
} from "../../model.ts";
import { baseOf, mayBeNull, optionalOf } from "../../type-relations.ts";
import type { Type } from "../../types.ts";
import { Facts } from "./facts.ts";
import {
  called,
  fieldType,
  given,
  operated,
  plain,
  present,
  withoutNull,
} from "./known.ts";
import type { Narrowed, Narrowing, Need, Use } from "./narrowing.ts";
import { pathOf } from "./paths.ts";

/** Works facts into an expression. */
export function narrow(
  expression: Expression,
  facts: Facts,
  need: Need,
  use: Use,
  narrowing: Narrowing,
): Narrowed {
  return new Narrower(narrowing).narrow(expression, facts, need, use);
}

class Narrower {
  readonly #narrowing: Narrowing;

  constructor(narrowing: Narrowing) {
    this.#narrowing = narrowing;
  }

  narrow(expression: Expression, facts: Facts, need: Need, use: Use): Narrowed {
    switch (expression.kind) {
      case "param":
      case "field":
      case "payload":
      case "result":
      case "error":
      case "argument":
        return this.#known(
          expression,
          mayBeNull(expression.type),
          facts,
          need,
          use,
        );
      case "member":
        return this.#member(expression, facts, need, use);
      case "index":
        return this.#index(expression, facts, need, use);
      case "unary":
        return this.#unary(expression, facts);
      case "binary":
        return this.#binary(expression, facts, need, use);
      case "conditional":
        return this.#conditional(expression, facts, need, use);
      case "function": {
        const { args: texts, name } = expression;
        const args = texts.map((arg) => this.#value(arg, facts, called(name)));
        return plain({ ...expression, args });
      }
      case "guard":
        return this.#guard(expression, facts);
      case "record":
      case "list":
        return plain(this.#structure(expression, facts));
      case "null":
        return this.#known(expression, true, facts, need, use);
      case "boolean":
        return {
          ...plain(expression),
          whenTrue: expression.value ? Facts.NONE : Facts.EVERYTHING,
          whenFalse: expression.value ? Facts.EVERYTHING : Facts.NONE,
        };
      default:
        return plain(expression);
    }
  }

  /** Where a value is needed. */
  #value(expression: Expression, facts: Facts, use: Use): Expression {
    return this.narrow(expression, facts, "required", use).expression;
  }

  /** What may be null by its declaration, and is not where a fact says so. */
  #known(
    expression: Expression,
    declared: boolean,
    facts: Facts,
    need: Need,
    use: Use,
  ): Narrowed {
    if (!declared) return plain(expression);
    const path = pathOf(expression);
    if (path !== null && facts.has(path)) {
      if (need === "none") return plain(expression);
      return plain(
        facts.isFollowed(path) ? withoutNull(expression) : present(expression),
      );
    }
    const nullable = need !== "required";
    return {
      ...plain(
        nullable ? expression : this.#narrowing.missing(expression, use),
      ),
      nullable,
    };
  }

  #member(member: Member, facts: Facts, need: Need, use: Use): Narrowed {
    const read = {
      text: `its field \`${member.name}\` is read`,
      member: member.name,
    };
    const object = this.narrow(
      member.object,
      facts,
      member.optional ? "preferred" : "required",
      read,
    );
    const optional = member.optional && object.nullable;
    const field = fieldType(member);
    const type = optional ? optionalOf(field) : field;
    const narrowed: Member = {
      ...member,
      object: object.expression,
      optional,
      type,
    };
    return this.#known(narrowed, mayBeNull(type), facts, need, use);
  }

  #index(index: Index, facts: Facts, need: Need, use: Use): Narrowed {
    const object = this.#value(index.object, facts, {
      text: "an item of it is read",
      member: null,
    });
    const at = this.#value(index.index, facts, {
      text: "it says which item is read",
      member: null,
    });
    return this.#known({ ...index, object, index: at }, true, facts, need, use);
  }

  #unary(
    expression: Extract<Expression, { kind: "unary" }>,
    facts: Facts,
  ): Narrowed {
    const operand = this.narrow(
      expression.operand,
      facts,
      "required",
      operated(expression.operator),
    );
    return {
      expression: { ...expression, operand: operand.expression },
      nullable: false,
      whenTrue: operand.whenFalse,
      whenFalse: operand.whenTrue,
    };
  }

  #binary(binary: Binary, facts: Facts, need: Need, use: Use): Narrowed {
    switch (binary.operator) {
      case "and":
      case "or":
        return this.#logical(binary, facts);
      case "??":
        return this.#coalescing(binary, facts, need, use);
      case "==":
      case "!=":
        return this.#equality(binary, facts);
      default: {
        const operand = operated(binary.operator);
        const left = this.#value(binary.left, facts, operand);
        const right = this.#value(binary.right, facts, operand);
        return plain({ ...binary, left, right });
      }
    }
  }

  #logical(binary: Binary, facts: Facts): Narrowed {
    const { operator } = binary;
    const use = operated(operator);
    const left = this.narrow(binary.left, facts, "required", use);
    const goesOn = operator === "and" ? left.whenTrue : left.whenFalse;
    const right = this.narrow(binary.right, facts.and(goesOn), "required", use);
    const expression: Binary = {
      ...binary,
      left: left.expression,
      right: right.expression,
    };
    if (operator === "and")
      return {
        expression,
        nullable: false,
        whenTrue: left.whenTrue.and(right.whenTrue),
        whenFalse: left.whenFalse.or(left.whenTrue.and(right.whenFalse)),
      };
    return {
      expression,
      nullable: false,
      whenTrue: left.whenTrue.or(left.whenFalse.and(right.whenTrue)),
      whenFalse: left.whenFalse.and(right.whenFalse),
    };
  }

  #coalescing(binary: Binary, facts: Facts, need: Need, use: Use): Narrowed {
    const wanted = need === "none" ? "none" : "preferred";
    const left = this.narrow(binary.left, facts, wanted, use);
    const right = this.narrow(
      binary.right,
      facts,
      left.nullable ? need : "none",
      use,
    );
    const nullable = left.nullable && right.nullable;
    const type = nullable ? optionalOf(binary.type) : baseOf(binary.type);
    return {
      ...plain({
        ...binary,
        left: left.expression,
        right: right.expression,
        type,
      }),
      nullable,
    };
  }

  #equality(binary: Binary, facts: Facts): Narrowed {
    const use = operated(binary.operator);
    const left = this.narrow(binary.left, facts, "none", use);
    const right = this.narrow(binary.right, facts, "none", use);
    const expression: Binary = {
      ...binary,
      left: left.expression,
      right: right.expression,
    };
    let [whenEqual, whenDifferent] = [Facts.NONE, Facts.NONE];
    if (binary.right.kind === "null") whenDifferent = given(left.expression);
    else if (binary.left.kind === "null")
      whenDifferent = given(right.expression);
    else {
      const [one, other] = [given(left.expression), given(right.expression)];
      if (!right.nullable) whenEqual = one.fromOutside();
      if (!left.nullable) whenEqual = whenEqual.and(other.fromOutside());
    }
    const equal = binary.operator === "==";
    return {
      expression,
      nullable: false,
      whenTrue: equal ? whenEqual : whenDifferent,
      whenFalse: equal ? whenDifferent : whenEqual,
    };
  }

  #conditional(
    expression: Conditional,
    facts: Facts,
    need: Need,
    use: Use,
  ): Narrowed {
    const condition = this.narrow(
      expression.condition,
      facts,
      "required",
      operated("? :"),
    );
    const { whenTrue, whenFalse } = condition;
    const then = this.narrow(expression.then, facts.and(whenTrue), need, use);
    const otherwise = this.narrow(
      expression.otherwise,
      facts.and(whenFalse),
      need,
      use,
    );
    const nullable = then.nullable || otherwise.nullable;
    const base = baseOf(expression.type);
    return {
      expression: {
        ...expression,
        condition: condition.expression,
        then: then.expression,
        otherwise: otherwise.expression,
        type: nullable ? optionalOf(base) : base,
      },
      nullable,
      whenTrue: whenTrue
        .and(then.whenTrue)
        .or(whenFalse.and(otherwise.whenTrue)),
      whenFalse: whenTrue
        .and(then.whenFalse)
        .or(whenFalse.and(otherwise.whenFalse)),
    };
  }

  #guard(call: GuardCall, facts: Facts): Narrowed {
    const args = call.args.map((arg, index) => {
      const type = call.guard.args[index]?.type;
      return this.#given(arg, type, facts, called(call.guard.name));
    });
    const expression: GuardCall = { ...call, args };
    const known = this.#narrowing.factsOf(call.guard);
    if (known === null) return plain(expression);
    for (const requirement of known.requires)
      if (!facts.has(requirement.path))
        this.#narrowing.unmet(requirement, call);
    const { whenTrue, whenFalse } = known;
    return { expression, nullable: false, whenTrue, whenFalse };
  }

  #structure(
    expression: Extract<Expression, { kind: "record" | "list" }>,
    facts: Facts,
  ): Expression {
    const { type } = expression;
    if (expression.kind === "list") {
      const of = type.kind === "list" ? type.of : undefined;
      const use = { text: "the list holds no null", member: null };
      const items = expression.items.map((item) =>
        this.#given(item, of, facts, use),
      );
      return { ...expression, items };
    }
    const record = type.kind === "record" ? type.record : null;
    const fields = expression.fields.map(({ name, value }) => {
      const field = record?.fields.find((each) => each.name === name);
      const use = { text: `the field \`${name}\` takes no null`, member: null };
      return { name, value: this.#given(value, field?.type, facts, use) };
    });
    return { ...expression, fields };
  }

  /** Where a value of a type is handed on. */
  #given(
    expression: Expression,
    type: Type | undefined,
    facts: Facts,
    use: Use,
  ): Expression {
    const need = type === undefined || mayBeNull(type) ? "none" : "required";
    return this.narrow(expression, facts, need, use).expression;
  }
}
