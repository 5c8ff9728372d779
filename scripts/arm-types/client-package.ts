import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { buildSync } from "esbuild";
import ts from "typescript";
import type { Member, ResourceType, TypesFile, ValueType } from "../../sandbox/arm-types/arm-types";
import { armTypeIn } from "../../sandbox/arm-types/arm-types";

/** How Azure's clients for JavaScript describe a value on the wire. */
interface Mapper {
  serializedName?: string;
  required?: boolean | undefined;
  readOnly?: boolean | undefined;
  isConstant?: boolean;
  defaultValue?: unknown;
  constraints?: Readonly<Record<string, unknown>>;
  type: {
    name: string;
    className?: string;
    modelProperties?: Readonly<Record<string, Mapper>>;
    additionalProperties?: Mapper;
    allowedValues?: readonly string[];
    element?: Mapper;
    value?: Mapper;
    polymorphicDiscriminator?: unknown;
  };
}

interface Operation {
  path: string;
  method: string;
  /** Names of parameters. */
  body: string | undefined;
  query: string[];
  url: string[];
}

type Parameters = Readonly<Record<string, { mapper: Mapper }>>;

/** A package `@azure/arm-…` whose code was generated with mappers, as unpacked in a folder. */
export class ClientPackage {
  private readonly parameters: Parameters;
  private readonly mappers: Readonly<Record<string, Mapper>>;
  private readonly operations: Operation[];
  private readonly declared: DeclaredTypes;

  constructor(folder: string) {
    const code = sourceFolder(folder);
    const { mappers, parameters } = loaded(code);
    this.mappers = mappers;
    this.parameters = parameters;
    this.operations = readdirSync(join(code, "operations"))
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => operationsIn(parsed(join(code, "operations", name))));
    this.declared = new DeclaredTypes(parsed(join(code, "models/index.d.ts")));
  }

  /** @throws Error where the package has no PUT of such a path at that version. */
  typesOf(declared: readonly { path: string; apiVersion: string }[]): Omit<TypesFile, "source"> {
    const resources: Record<string, ResourceType> = {};
    const objects: Record<string, Record<string, Member>> = {};
    for (const { apiVersion, path } of declared) {
      const put = this.operations.find((each) => each.method === "PUT" && alike(each.path) === alike(path));
      const versions = put?.query.map((name) => this.parameters[name]?.mapper.defaultValue);
      if (!put?.body || !versions?.includes(apiVersion))
        throw new Error(`no PUT ${path} at ${apiVersion}: ${versions}`);
      const type = armTypeIn(put.path) ?? "";
      const body = this.parameters[put.body]?.mapper.type.className ?? "";
      resources[type] = { apiVersion, name: this.nameType(put), body };
      this.addObject(body, objects);
    }
    return { resources, objects };
  }

  /** What the last parameter of the path may be. */
  private nameType({ path, url }: Operation): ValueType {
    const last = /\{\+?(\w+)\}$/.exec(path)?.[1];
    const mapper = url.map((name) => this.parameters[name]?.mapper).find((each) => each?.serializedName === last);
    if (!mapper) throw new Error(`nothing is said of the name at the end of ${path}`);
    const { readOnly: _, required: __, ...type } = this.member(mapper, undefined, {});
    return type;
  }

  private addObject(name: string, objects: Record<string, Record<string, Member>>): void {
    if (objects[name]) return;
    const model = this.mappers[name]?.type;
    if (!model) throw new Error(`the package has no ${name}`);
    if (model.polymorphicDiscriminator) throw new Error(`${name} has several forms, which is not understood`);
    const members: Record<string, Member> = {};
    objects[name] = members;
    for (const [property, mapper] of Object.entries(model.modelProperties ?? {})) {
      const steps = (mapper.serializedName ?? property).split(/(?<!\\)\./).map((step) => step.replaceAll("\\.", "."));
      const { readOnly, required, values } = this.declared.property(name, property);
      // Of an object no mapper says that it is required or read-only: its declaration does.
      const whole = { ...mapper, readOnly: mapper.readOnly || readOnly, required: mapper.required || required };
      const member = this.member(whole, values, objects);
      this.place(objects, name, steps, member);
    }
    if (model.additionalProperties) members["*"] = this.member(model.additionalProperties, undefined, objects);
  }

  /** Members of `properties` are lifted out of it in these packages: it is an object of its own on the wire. */
  private place(objects: Record<string, Record<string, Member>>, owner: string, steps: string[], member: Member): void {
    const [step = "", ...rest] = steps;
    const members = objects[owner] ?? {};
    if (rest.length === 0) {
      members[step] = member;
      return;
    }
    const inner = `${owner}.${step}`;
    objects[inner] ??= {};
    // A member that has to be there brings what it is in with it.
    const required = member.required ?? members[step]?.required;
    members[step] = { type: inner, ...(required && { required }) };
    this.place(objects, inner, rest, member);
  }

  private member(
    mapper: Mapper,
    values: readonly string[] | undefined,
    objects: Record<string, Record<string, Member>>,
  ): Member {
    if (mapper.readOnly) return { type: "any", readOnly: true };
    const type = this.valueType(mapper, values, objects);
    return { ...type, ...constraintsOf(mapper), ...(mapper.required && { required: true as const }) };
  }

  private valueType(
    { defaultValue, isConstant, type }: Mapper,
    values: readonly string[] | undefined,
    objects: Record<string, Record<string, Member>>,
  ): ValueType {
    if (isConstant) return { type: "string", values: [String(defaultValue)] };
    const of = type.element ?? type.value;
    switch (type.name) {
      case "Sequence":
        return { type: "list", of: of ? this.member(of, values, objects) : { type: "any" } };
      case "Dictionary":
        return { type: "map", of: of ? this.member(of, undefined, objects) : { type: "any" } };
      case "Composite":
        this.addObject(type.className ?? "", objects);
        return { type: type.className ?? "" };
      case "Enum":
        return { type: "string", values: [...(type.allowedValues ?? [])].sort() };
      case "Uuid":
        return { type: "string", pattern: UUID };
      default:
        return { type: primitive(type.name), ...(values && { values }) };
    }
  }
}

const UUID = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";

const PRIMITIVES: Readonly<Record<string, string>> = {
  any: "any",
  Base64Url: "string",
  Boolean: "boolean",
  ByteArray: "string",
  Date: "string",
  DateTime: "string",
  Number: "number",
  Object: "any",
  String: "string",
  TimeSpan: "string",
  UnixTime: "number",
};

function primitive(name: string): string {
  const type = PRIMITIVES[name];
  if (type === undefined) throw new Error(`the package has a type that is not understood: ${name}`);
  return type;
}

const CONSTRAINTS: Readonly<Record<string, "minLength" | "maxLength" | "minimum" | "maximum" | "pattern">> = {
  InclusiveMaximum: "maximum",
  InclusiveMinimum: "minimum",
  MaxItems: "maxLength",
  MaxLength: "maxLength",
  MinItems: "minLength",
  MinLength: "minLength",
  Pattern: "pattern",
};

function constraintsOf({ constraints = {} }: Mapper): Partial<ValueType> {
  return Object.fromEntries(
    Object.entries(constraints).flatMap(([name, value]) => {
      const known = CONSTRAINTS[name];
      if (known === undefined) return [];
      // It comes from the code as an expression of another context, and without a prototype that is known here.
      return [[known, known === "pattern" ? (value as RegExp).source : value]];
    }),
  );
}

/** What a property is declared as, where its mapper does not say it. */
interface DeclaredProperty {
  required?: boolean;
  readOnly?: boolean;
  /** Its own, or its items'; undefined where any text may be one. */
  values?: readonly string[];
}

/** The package's own types: clients accept any text where they list the values that they know beside it. */
class DeclaredTypes {
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly values = new Map<string, string[]>();

  constructor(source: ts.SourceFile) {
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) this.interfaces.set(statement.name.text, statement);
      if (ts.isEnumDeclaration(statement)) {
        const values = statement.members.flatMap(({ initializer }) =>
          initializer && ts.isStringLiteral(initializer) ? [initializer.text] : [],
        );
        this.values.set(statement.name.text.replace(/^Known/, ""), values.sort());
      }
    }
  }

  property(name: string, property: string): DeclaredProperty {
    const declared = this.interfaces.get(name);
    const member = declared?.members.find((each) => each.name?.getText() === property);
    if (member && ts.isPropertySignature(member) && member.type) {
      const type = ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type;
      const values = this.values.get(type.getText());
      const readOnly = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) === true;
      return { required: member.questionToken === undefined, readOnly, ...(values && { values }) };
    }
    for (const { expression } of declared?.heritageClauses?.flatMap(({ types }) => [...types]) ?? []) {
      const inherited = this.property(expression.getText(), property);
      if (inherited.required !== undefined) return inherited;
    }
    return {};
  }
}

function operationsIn(source: ts.SourceFile): Operation[] {
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ initializer }) => {
      if (!initializer || !ts.isObjectLiteralExpression(initializer)) return [];
      const members = new Map(
        initializer.properties.flatMap((each) =>
          ts.isPropertyAssignment(each) ? [[each.name.getText(), each.initializer] as const] : [],
        ),
      );
      const [path, method, body] = ["path", "httpMethod", "requestBody"].map((name) => members.get(name));
      if (!path || !ts.isStringLiteral(path) || !method || !ts.isStringLiteral(method)) return [];
      return [
        {
          path: path.text,
          method: method.text,
          body: body && parameterName(body),
          query: parameterNames(members.get("queryParameters")),
          url: parameterNames(members.get("urlParameters")),
        },
      ];
    }),
  );
}

const parameterNames = (list: ts.Expression | undefined): string[] =>
  list && ts.isArrayLiteralExpression(list) ? list.elements.map(parameterName) : [];

/** `Parameters.accountName` → `accountName` */
const parameterName = (expression: ts.Expression): string => expression.getText().replace(/^Parameters\./, "");

/** Parameters are called one thing in a package and another in Azure's own clients for Go. */
const alike = (path: string): string => path.replaceAll(/\{\+?\w+\}/g, "{}").toLowerCase();

/** Where the package has its code module by module, before it was bundled. */
function sourceFolder(folder: string): string {
  const [found] = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(join("models", "mappers.js")))
    .sort((one, other) => Number(other.includes("esm")) - Number(one.includes("esm")) || one.length - other.length);
  if (found === undefined) throw new Error(`${folder} has no mappers: its version was generated in another way`);
  return join(folder, found, "../..");
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

/** Both modules are data alone: they import each other, and nothing else. */
function loaded(code: string): { mappers: Readonly<Record<string, Mapper>>; parameters: Parameters } {
  const contents =
    'export * as mappers from "./models/mappers.js"; export * as parameters from "./models/parameters.js"';
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: code },
    bundle: true,
    format: "iife",
    globalName: "described",
    write: false,
  });
  return runInNewContext(`${outputFiles[0]?.text}; described`, {}) as ReturnType<typeof loaded>;
}
