import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import type { Member, PackageShape, Properties, Property, Side, Type } from "./package-shape";

/**
 * Reads what `@pulumi/databricks` declares, from its `.d.ts` files. The files are generated and regular, so their syntax is
 * enough: no type checker, 373 small files and two large ones in about two seconds.
 */
export function readDeclaredPackage(directory: string): PackageShape {
  const nested = {
    inputs: interfacesOf(join(directory, "types", "input.d.ts")),
    outputs: interfacesOf(join(directory, "types", "output.d.ts")),
  };
  const resources = new Map<string, Member>();
  const functions = new Map<string, Member>();
  for (const file of readdirSync(directory)) {
    if (!file.endsWith(".d.ts")) continue;
    const source = parse(join(directory, file));
    const interfaces = interfacesIn(source);
    for (const statement of source.statements) {
      if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
        const name = statement.name.text;
        const inputs = interfaces.get(`${name}Args`);
        if (inputs !== undefined) resources.set(name, { inputs: inputs(), outputs: outputsOf(statement) });
      } else if (ts.isFunctionDeclaration(statement) && statement.name?.text.startsWith("get")) {
        const name = statement.name.text;
        // Each function has a twin that takes and gives Outputs, with the same properties.
        const result = interfaces.get(`${pascalCase(name)}Result`);
        if (result === undefined || name.endsWith("Output")) continue;
        const inputs = interfaces.get(`${pascalCase(name)}Args`);
        functions.set(name, { inputs: inputs?.() ?? new Map(), outputs: result() });
      }
    }
  }
  return {
    resources,
    functions,
    objectType: (name: string, side: Side): Properties | undefined => nested[side].get(name)?.(),
  };
}

type LazyProperties = () => Properties;

function interfacesOf(file: string): ReadonlyMap<string, LazyProperties> {
  return interfacesIn(parse(file));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
}

function interfacesIn(source: ts.SourceFile): ReadonlyMap<string, LazyProperties> {
  const result = new Map<string, LazyProperties>();
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      result.set(statement.name.text, () => propertiesOf(statement.members));
    }
  }
  return result;
}

function propertiesOf(members: readonly ts.TypeElement[]): Properties {
  const result = new Map<string, Property>();
  for (const member of members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const { type } = readType(member.type);
    result.set(nameOf(member.name), { type, required: member.questionToken === undefined });
  }
  return result;
}

/** A resource's outputs are its class's `readonly name: pulumi.Output<T>` members. */
function outputsOf(declaration: ts.ClassDeclaration): Properties {
  const result = new Map<string, Property>();
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member) || member.type === undefined) continue;
    const { type, optional } = readType(member.type);
    result.set(nameOf(member.name), { type, required: !optional });
  }
  return result;
}

function nameOf(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  throw new Error("a computed property name in generated declarations");
}

interface ReadType {
  readonly type: Type;
  readonly optional: boolean;
}

/** Unwraps `Input<…>`, `Output<…>` and `… | undefined` down to the type that the schema speaks of. */
function readType(node: ts.TypeNode): ReadType {
  if (ts.isUnionTypeNode(node)) {
    const rest = node.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword);
    const [only] = rest;
    if (only === undefined || rest.length > 1)
      return { type: { kind: "any" }, optional: rest.length < node.types.length };
    return { type: readType(only).type, optional: rest.length < node.types.length };
  }
  if (ts.isArrayTypeNode(node)) {
    return { type: { kind: "array", element: readType(node.elementType).type }, optional: false };
  }
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (index === undefined) throw new Error("an inline object type in generated declarations");
    return { type: { kind: "map", element: readType(index.type).type }, optional: false };
  }
  if (ts.isTypeReferenceNode(node)) return readReference(node);
  return { type: keywordType(node.kind), optional: false };
}

function readReference(node: ts.TypeReferenceNode): ReadType {
  const name = ts.isQualifiedName(node.typeName) ? node.typeName.right.text : node.typeName.text;
  const [argument] = node.typeArguments ?? [];
  if (argument !== undefined && ["Input", "Output", "Promise"].includes(name)) return readType(argument);
  if (argument !== undefined && name === "Record") return { type: { kind: "any" }, optional: false };
  if (["Asset", "Archive"].includes(name)) return { type: { kind: "asset" }, optional: false };
  return { type: { kind: "object", name }, optional: false };
}

function keywordType(kind: ts.SyntaxKind): Type {
  switch (kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
    default:
      return { kind: "any" };
  }
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
