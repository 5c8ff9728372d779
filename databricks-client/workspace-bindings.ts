import type { DatabricksClient } from "./databricks-client";
import { textOf } from "./values";

/** A workspace from which an isolated securable is reached. */
export interface WorkspaceBinding {
  /** Digits. */
  workspaceId: string;
  /** Whether nothing can be changed from there, whatever privileges somebody holds. */
  readOnly: boolean;
}

/** The workspaces to which a securable that is isolated is bound. Changes are made from a workspace that reaches it. */
export class WorkspaceBindings {
  private readonly path: string;

  /** @param securable with its type as the API spells it: `catalog`, `external_location`, `storage_credential`. */
  constructor(
    private readonly workspace: DatabricksClient,
    { name, type }: { type: string; name: string },
  ) {
    this.path = `/api/2.1/unity-catalog/bindings/${type}/${encodeURIComponent(name)}`;
  }

  /** All of them; none where there is no such securable. */
  async list(): Promise<WorkspaceBinding[]> {
    // Without a number of results all come at once, or none; 0 asks for pages of the service's own size.
    const found = await this.workspace.list(this.path, "bindings", { max_results: "0" });
    return found.map(({ binding_type: kind, workspace_id: id }) => ({
      workspaceId: textOf(id) ?? "",
      readOnly: kind === "BINDING_TYPE_READ_ONLY",
    }));
  }

  /** @throws DatabricksError when the workspace does not answer or refuses, and of status 404 without such a securable. */
  async add({ readOnly, workspaceId }: WorkspaceBinding): Promise<void> {
    const kind = readOnly ? "BINDING_TYPE_READ_ONLY" : "BINDING_TYPE_READ_WRITE";
    await this.workspace.change("PATCH", this.path, {
      add: [{ workspace_id: Number(workspaceId), binding_type: kind }],
    });
  }

  /** @throws DatabricksError as `add` does. */
  async remove(workspaceId: string): Promise<void> {
    await this.workspace.change("PATCH", this.path, { remove: [{ workspace_id: Number(workspaceId) }] });
  }
}
