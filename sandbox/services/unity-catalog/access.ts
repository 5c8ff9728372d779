import {
  ApiError,
  type Call,
  type Principal,
  permissionDenied,
  type Store,
  workspaceById,
  workspaceIdOf,
} from "../../control-plane";
import { isBindable, reachOf } from "./bindings";
import { grantsOn } from "./grants";
import { includes, spelled, writes } from "./privileges";
import { described, doesNotExist, lineageOf, type Securable, type SecurableRef, securables } from "./securables";

/** Why an action is refused, ready to be shown; undefined when it is allowed. */
type Refusal = string | undefined;

/**
 * What one principal may do in Unity Catalog from one workspace.
 *
 * A privilege counts when it was granted to the principal or a group they are in, on the securable or on anything that
 * it lies in. Owners, of the securable or of what it lies in, and the metastore's administrators manage it. Inside a
 * catalog, USE CATALOG and USE SCHEMA are needed besides; and the workspace must be bound to an isolated catalog.
 */
export class Access {
  private constructor(
    private readonly store: Store,
    private readonly principal: Principal,
    private readonly workspaceId: number,
    readonly metastoreId: string,
  ) {}

  /** @throws METASTORE_DOES_NOT_EXIST when the called workspace has no metastore. */
  static of(call: Call): Access {
    const workspaceId = workspaceIdOf(call);
    const metastoreId = workspaceById(call.store, workspaceId)?.metastoreId;
    if (!metastoreId) {
      throw new ApiError(404, "METASTORE_DOES_NOT_EXIST", "No metastore assigned for the current workspace.");
    }
    return new Access(call.store, call.principal, workspaceId, metastoreId);
  }

  get metastore(): SecurableRef {
    return { type: "metastore", name: this.metastoreId };
  }

  /** The securable, if it exists and this workspace is bound to it. */
  find<Info extends Securable>(ref: SecurableRef): Info | undefined {
    const info = this.store.get(securables[ref.type], ref.name) as Info | undefined;
    return info && this.reach(ref) !== "none" ? info : undefined;
  }

  /** The securable; one that this workspace is not bound to does not exist for it. */
  existing<Info extends Securable>(ref: SecurableRef): Info {
    for (const outer of this.lineage(ref).reverse()) {
      if (!this.find(outer)) throw doesNotExist(outer);
    }
    return this.find<Info>(ref) as Info;
  }

  /** The securable, if the principal may know of it: who can use it, manage it, or browse. */
  visible<Info extends Securable>(ref: SecurableRef, privilege: string): Info {
    const info = this.existing<Info>(ref);
    if (!this.sees(ref, privilege)) throw permissionDenied(this.refusal(ref, privilege) ?? noAccess(ref));
    return info;
  }

  /** @param privilege what using the securable takes, for example USE_CATALOG. */
  sees(ref: SecurableRef, privilege: string): boolean {
    return this.manages(ref) || this.holds("BROWSE", ref) || this.refusal(ref, privilege) === undefined;
  }

  /** @throws PERMISSION_DENIED unless the principal may do what takes `privilege` on `ref`. */
  require(privilege: string, ref: SecurableRef): void {
    const refusal = this.refusal(ref, privilege);
    if (refusal) throw permissionDenied(refusal);
  }

  /** For privileges that must be given by name: neither ownership nor ALL PRIVILEGES stands for them. */
  requireGranted(privilege: string, ref: SecurableRef): void {
    if (!this.holds(privilege, ref)) throw permissionDenied(lacking(privilege, ref));
  }

  /** @throws PERMISSION_DENIED unless the principal may change, delete and grant on `ref`. */
  requireManage(ref: SecurableRef): void {
    this.requireWritable(ref);
    this.requireManager(ref);
  }

  /** Bindings may be changed from any workspace: an owner must be able to mend them from outside. */
  requireManageFromAnywhere(ref: SecurableRef): void {
    if (!this.store.has(securables[ref.type], ref.name)) throw doesNotExist(ref);
    this.requireManager(ref);
  }

  /** Ownership of the securable or of anything around it, MANAGE, or being the metastore's administrator. */
  manages(ref: SecurableRef): boolean {
    return this.lineage(ref).some((outer) => this.owns(outer)) || this.holds("MANAGE", ref);
  }

  private requireManager(ref: SecurableRef): void {
    if (!this.manages(ref)) {
      throw permissionDenied(`User does not have MANAGE on ${described(ref)}, nor is it owned by them.`);
    }
  }

  private refusal(ref: SecurableRef, privilege: string): Refusal {
    if (writes(privilege)) this.requireWritable(ref);
    for (const outer of this.lineage(ref).slice(1)) {
      const gate = outer.type === "catalog" ? "USE_CATALOG" : outer.type === "schema" ? "USE_SCHEMA" : undefined;
      if (gate && !this.holds(gate, outer) && !this.ownsAround(outer)) return lacking(gate, outer);
    }
    return this.holds(privilege, ref) || this.ownsAround(ref) ? undefined : lacking(privilege, ref);
  }

  private requireWritable(ref: SecurableRef): void {
    const readOnly = this.lineage(ref).find((outer) => this.reach(outer) === "read");
    if (readOnly) {
      throw permissionDenied(
        `${described(readOnly)} is read-only in this workspace: it is bound with BINDING_TYPE_READ_ONLY.`,
      );
    }
  }

  private holds(privilege: string, ref: SecurableRef): boolean {
    return this.lineage(ref).some((outer) =>
      Object.entries(grantsOn(this.store, outer)).some(
        ([name, held]) => this.principal.names.has(name) && held.some((each) => includes(each, privilege)),
      ),
    );
  }

  /** An owner holds every privilege on what they own and on what lies in it; the metastore's owner only manages. */
  private ownsAround(ref: SecurableRef): boolean {
    return this.lineage(ref).some(
      (outer) => (outer.type !== "metastore" || ref.type === "metastore") && this.owns(outer),
    );
  }

  private owns(ref: SecurableRef): boolean {
    const owner = this.store.get(securables[ref.type], ref.name)?.owner;
    return owner !== undefined && this.principal.names.has(owner);
  }

  private reach(ref: SecurableRef): ReturnType<typeof reachOf> {
    const bindable = this.lineage(ref).find(isBindable);
    return bindable ? reachOf(this.store, bindable, this.workspaceId) : "write";
  }

  private lineage(ref: SecurableRef): SecurableRef[] {
    return lineageOf(ref, this.metastoreId);
  }
}

const lacking = (privilege: string, ref: SecurableRef): string =>
  `User does not have ${spelled(privilege)} on ${described(ref)}.`;
const noAccess = (ref: SecurableRef): string => `User does not have access to ${described(ref)}.`;
