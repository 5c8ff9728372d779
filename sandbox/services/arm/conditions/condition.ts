import { wildcards } from "../../patterns/linear-pattern";
import { type Attributes, attributeReader } from "./attributes";
import { operatorNamed } from "./comparisons";
import { InvalidCondition } from "./invalid-condition";
import { type Token, tokensOf } from "./tokens";

/** Whether a condition lets `action` be done to what has these attributes. */
export type Condition = (action: string, attributes: Attributes) => boolean;

const MAXIMUM_LENGTH = 8 * 1024;
const MAXIMUM_DEPTH = 50;

/**
 * Reads what "Azure role assignment condition format and syntax" describes, as far as role assignments and blobs have
 * attributes: actions, comparisons, AND, OR, NOT, parentheses.
 *
 * @throws InvalidCondition for anything else, so that no condition counts for less than it says.
 */
export function parseCondition(text: string): Condition {
  if (text.length > MAXIMUM_LENGTH) throw new InvalidCondition(`A condition of more than ${MAXIMUM_LENGTH} characters`);
  const parser = new Parser(tokensOf(text));
  const condition = parser.expression(0);
  parser.requireEnd();
  return condition;
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Operands that are joined by ANDs or by ORs: "you must add parentheses" where both are used. */
  expression(depth: number): Condition {
    const operands = [this.operand(depth)];
    const conjunction = this.conjunction();
    for (let next = conjunction; next !== undefined; next = this.conjunction()) {
      if (next !== conjunction) throw new InvalidCondition("AND beside OR without parentheses");
      this.at += 1;
      operands.push(this.operand(depth));
    }
    return conjunction === "OR"
      ? (...asked) => operands.some((operand) => operand(...asked))
      : (...asked) => operands.every((operand) => operand(...asked));
  }

  requireEnd(): void {
    if (this.at < this.tokens.length) throw this.unexpected();
  }

  private conjunction(): "AND" | "OR" | undefined {
    const { kind, text = "" } = this.tokens[this.at] ?? {};
    if (kind === "symbol") return text === "&&" ? "AND" : text === "||" ? "OR" : undefined;
    return kind === "word" && (text === "AND" || text === "OR") ? text : undefined;
  }

  private operand(depth: number): Condition {
    if (depth > MAXIMUM_DEPTH) throw new InvalidCondition(`Nesting of more than ${MAXIMUM_DEPTH} levels`);
    if (this.takes("symbol", "!") || this.takes("word", "NOT")) {
      const negated = this.operand(depth + 1);
      return (...asked) => !negated(...asked);
    }
    if (this.takes("symbol", "(")) {
      const inner = this.expression(depth + 1);
      this.expect(")");
      return inner;
    }
    if (this.takes("word", "ActionMatches")) return actionMatches(this.braced(["text"]));
    if (this.takes("word", "SubOperationMatches")) {
      this.braced(["text"]);
      // No operation of the sandbox has parts.
      return () => false;
    }
    return this.comparison();
  }

  private comparison(): Condition {
    const read = attributeReader(this.take("attribute"));
    const operator = operatorNamed(this.take("word"));
    const values = operator.several ? this.braced(["text", "word"]) : [this.value(["text", "word"])];
    return (_action, attributes) => operator.holds(read(attributes), values);
  }

  private braced(kinds: readonly Token["kind"][]): string[] {
    this.expect("{");
    const values = [this.value(kinds)];
    while (this.takes("symbol", ",")) values.push(this.value(kinds));
    this.expect("}");
    return values;
  }

  private value(kinds: readonly Token["kind"][]): string {
    const token = this.tokens[this.at];
    if (!token || !kinds.includes(token.kind)) throw this.unexpected();
    this.at += 1;
    return token.text;
  }

  private take(kind: Token["kind"]): string {
    return this.value([kind]);
  }

  private takes(kind: Token["kind"], text: string): boolean {
    const token = this.tokens[this.at];
    const found = token?.kind === kind && token.text === text;
    if (found) this.at += 1;
    return found;
  }

  private expect(symbol: string): void {
    if (!this.takes("symbol", symbol)) throw this.unexpected();
  }

  private unexpected(): InvalidCondition {
    const token = this.tokens[this.at];
    return new InvalidCondition(token ? `'${token.text}'` : "An end that comes too early");
  }
}

function actionMatches(patterns: readonly string[]): Condition {
  const matches = patterns.map((pattern) => wildcards(pattern, { several: "*" }, { ignoreCase: true }));
  return (action) => matches.some((each) => each(action));
}
