import { textOf } from "../../databricks-client";
import { declaredOf } from "../declared/resource-index";
import type { Graph, Thing } from "./graph";
import { References } from "./references";
import type { StackPart } from "./stack-part";

/** The workspaces of an estate, by their ids. */
export class Workspaces {
  private readonly byId = new References<Thing>();
  private readonly knows = new Set<string>();

  constructor(
    private readonly graph: Graph,
    stacks: readonly StackPart[],
    private readonly isWhole: boolean,
  ) {
    for (const stack of stacks) {
      this.add(stack, textOf(stack.outputs.workspaceId));
      for (const { resource } of declaredOf([stack], "databricks:index/metastoreAssignment:MetastoreAssignment")) {
        this.add(stack, textOf(resource.inputs.workspaceId));
      }
    }
  }

  /** An environment's own. */
  of(environment: string): Thing {
    return this.graph.thing({ key: `workspace/${environment}`, word: "workspace", name: environment, environment });
  }

  /** The workspace with this id; whose it is nobody can tell who does not know their own. */
  withId(stack: StackPart, id: unknown): Thing {
    const text = textOf(id) ?? "";
    const isUnplaced = !this.isWhole && !this.knows.has(stack.settings.name);
    return (
      this.byId.find(stack, text) ??
      this.graph.thing({
        key: `workspace/#${text}`,
        word: "workspace",
        name: text,
        ...(isUnplaced && { isUnplaced }),
      })
    );
  }

  private add(stack: StackPart, id: string | undefined): void {
    if (id === undefined || id === "") return;
    this.byId.put(stack, id, this.of(stack.settings.name));
    this.knows.add(stack.settings.name);
  }
}
