import {
  containerOf,
  NAMING_INPUTS,
  SECURABLE_TYPES,
  SECURABLES,
  type SecurableAddress,
  type SecurableType,
  securableTypeOf,
} from "../../databricks/securables";
import { textOf } from "../../databricks-client";
import type { DeclaredResource } from "../../infra/declaration";
import { declaredOf } from "../declared/resource-index";
import type { Graph, Thing } from "./graph";
import { References } from "./references";
import type { StackPart } from "./stack-part";

const TOKENS = SECURABLE_TYPES.flatMap((type) => SECURABLES[type].token ?? []);

/** Something in Unity Catalog that a stack declares. */
export interface DeclaredSecurable {
  address: SecurableAddress;
  thing: Thing;
  stack: StackPart;
  resource: DeclaredResource;
}

/** What there is in Unity Catalog. A metastore is the account's; what lies in a catalog is its environment's. */
export class Securables {
  readonly all: DeclaredSecurable[] = [];
  private readonly references = new References<DeclaredSecurable>();
  private readonly contents = new Map<string, DeclaredSecurable[]>();
  /** Environments by their catalogs, in small letters. */
  private readonly catalogs: ReadonlyMap<string, string>;

  constructor(
    private readonly graph: Graph,
    stacks: readonly StackPart[],
    private readonly isWhole: boolean,
  ) {
    this.catalogs = new Map(
      stacks.map(({ settings }) => [(settings.unityCatalog.catalog ?? settings.name).toLowerCase(), settings.name]),
    );
    for (const { resource, stack } of declaredOf(stacks, ...TOKENS)) {
      const type = securableTypeOf(resource.type) ?? "table";
      const name = NAMING_INPUTS.flatMap((part) => textOf(resource.inputs[part]) ?? []).join(".");
      const address = { type, name };
      const declared = { address, stack, resource, thing: this.at(address, stack.settings.name) };
      this.all.push(declared);
      for (const reference of [resource.id, name]) {
        if (reference !== "") this.references.put(stack, `${type}/${reference}`, declared);
      }
      for (let around = containerOf(address); around; around = containerOf(around)) {
        const others = this.contents.get(keyOf(around));
        if (others) others.push(declared);
        else this.contents.set(keyOf(around), [declared]);
      }
    }
  }

  /** What an input means: by its full name, or the id of the resource that declares it. */
  find(stack: StackPart, type: SecurableType, reference: unknown): Thing {
    const name = textOf(reference) ?? "";
    return this.references.find(stack, `${type}/${name}`)?.thing ?? this.at({ type, name });
  }

  metastore({ settings }: StackPart): Thing {
    return this.at({ type: "metastore", name: settings.metastore.id });
  }

  /** What is declared in a catalog or schema. */
  inside(address: SecurableAddress): readonly DeclaredSecurable[] {
    return this.contents.get(keyOf(address)) ?? [];
  }

  private at({ name, type }: SecurableAddress, declaredIn?: string): Thing {
    const isInCatalog = type === "catalog" || containerOf({ type, name }) !== undefined;
    const catalog = name.split(".")[0]?.toLowerCase() ?? "";
    const environment = (isInCatalog ? this.catalogs.get(catalog) : undefined) ?? declaredIn;
    const isUnplaced = !this.isWhole && environment === undefined && type !== "metastore" && !isInCatalog;
    return this.graph.thing({
      key: `securable/${keyOf({ name, type })}`,
      word: SECURABLES[type].word,
      name,
      ...(environment !== undefined && { environment }),
      ...(isUnplaced && { isUnplaced }),
    });
  }
}

const keyOf = ({ name, type }: SecurableAddress): string => `${type}/${name.toLowerCase()}`;
