import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A property as the npm package declares it. Types nested in inputs and outputs are named as there: `network.SubnetArgs`. */
export interface DeclaredProperty {
  type: string;
  required: boolean;
}

export type DeclaredProperties = ReadonlyMap<string, DeclaredProperty>;

export interface DeclaredResource {
  apiVersion: string;
  inputs: DeclaredProperties;
  outputs: DeclaredProperties;
}

/** Reads the type declarations of the installed `@pulumi/azure-native`, by syntax alone: no type checker, no import. */
export class PackageDeclarations {
  private readonly directory = dirname(require.resolve("@pulumi/azure-native/package.json"));
  private readonly nested = new Map<string, ts.InterfaceDeclaration>();

  constructor() {
    for (const file of ["input", "output"]) this.index(this.parse(join("types", `${file}.d.ts`)));
  }

  get version(): string {
    return (JSON.parse(readFileSync(join(this.directory, "package.json"), "utf8")) as { version: string }).version;
  }

  /** @param token for example `azure-native:databricks:Workspace`. */
  resource(token: string): DeclaredResource {
    const [, namespace = "", name = ""] = token.split(":");
    const file = join(namespace, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    const source = this.parse(file);
    const declared = source.statements.find(ts.isClassDeclaration);
    const args = source.statements.find(ts.isInterfaceDeclaration);
    const apiVersion = /Uses Azure REST API version (\S+?)\.\s/.exec(source.text)?.[1];
    if (!declared || !args || !apiVersion) throw new Error(`${file} does not declare a resource the way it used to`);
    const outputs = declared.members.filter(ts.isPropertyDeclaration);
    return { apiVersion, inputs: declaredProperties(args.members), outputs: declaredProperties(outputs) };
  }

  /** The properties of a nested type; undefined when the package has no interface of that name. */
  nestedType(name: string): DeclaredProperties | undefined {
    const found = this.nested.get(name);
    return found && declaredProperties(found.members);
  }

  private parse(file: string): ts.SourceFile {
    const path = join(this.directory, file);
    return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  }

  private index(source: ts.SourceFile): void {
    for (const namespace of source.statements.filter(ts.isModuleDeclaration)) {
      if (!namespace.body || !ts.isModuleBlock(namespace.body)) continue;
      for (const declared of namespace.body.statements.filter(ts.isInterfaceDeclaration)) {
        this.nested.set(`${namespace.name.text}.${declared.name.text}`, declared);
      }
    }
  }
}

function declaredProperties(members: Iterable<ts.TypeElement | ts.ClassElement>): DeclaredProperties {
  const properties = new Map<string, DeclaredProperty>();
  for (const member of members) {
    if (!(ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) || !member.type) continue;
    const { type, optional } = describe(member.type);
    properties.set(member.name.getText(), { type, required: !optional && !member.questionToken });
  }
  return properties;
}

function describe(node: ts.TypeNode): { type: string; optional: boolean } {
  const alternatives = alternativesOf(node);
  const types = new Set(alternatives.filter((alternative) => alternative !== "undefined"));
  const [first] = types;
  // Several shapes for one property, told apart by a discriminator: the control plane decides.
  return { type: types.size === 1 && first ? first : "any", optional: types.size < new Set(alternatives).size };
}

function alternativesOf(node: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(alternativesOf);
  if (ts.isParenthesizedTypeNode(node)) return alternativesOf(node.type);
  if (ts.isArrayTypeNode(node)) return [`array<${describe(node.elementType).type}>`];
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    return [index ? `map<${describe(index.type).type}>` : "any"];
  }
  if (ts.isTypeReferenceNode(node)) return referenced(node);
  return [node.getText()];
}

function referenced(node: ts.TypeReferenceNode): string[] {
  const name = node.typeName.getText();
  const argument = node.typeArguments?.[0];
  if (argument && (name === "pulumi.Input" || name === "pulumi.Output")) return alternativesOf(argument);
  // Enumerations are strings on the wire, and Azure decides which it takes.
  if (name.startsWith("enums.")) return ["string"];
  return [name.replace(/^(inputs|outputs)\./, "")];
}
