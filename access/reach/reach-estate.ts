import { AzureResources } from "./azure-resources";
import { Graph } from "./graph";
import { Principals } from "./principals";
import { Securables } from "./securables";
import type { StackPart } from "./stack-part";
import { Workspaces } from "./workspaces";

/** A declared estate, or a part of it, with everything in it at hand by what its resources call it. */
export class ReachEstate {
  readonly graph = new Graph();
  readonly azure: AzureResources;
  readonly principals: Principals;
  readonly workspaces: Workspaces;
  readonly securables: Securables;

  /** @param isWhole whether what none of the stacks declares is declared nowhere. */
  constructor(
    readonly stacks: readonly StackPart[],
    readonly isWhole: boolean,
  ) {
    this.azure = new AzureResources(this.graph, stacks);
    this.principals = new Principals(this.graph, stacks, this.azure, isWhole);
    this.workspaces = new Workspaces(this.graph, stacks, isWhole);
    this.securables = new Securables(this.graph, stacks, isWhole);
  }

  /** The Databricks account: whoever administers it has everything in it. */
  get account() {
    const id = this.stacks[0]?.settings.account.id ?? "";
    return this.graph.thing({ key: "account", word: "account", name: id });
  }
}
