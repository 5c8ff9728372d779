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
import type { SecurableInfos } from "./infos";
import { includes, onlyReads, spelled } from "./privileges";
import {
  catalogOf,
  described,
  doesNotExist,
  isOfSystem,
  lineageOf,
  type SecurableRef,
  type SecurableType,
  securables,
} from "./securables";

/** Why an action is refused, ready to be shown; undefined when it is allowed. */
type Refusal = string | undefined;

/**
 * What one principal may do in Unity Catalog from one workspace.
 *
 * A privilege counts when it was granted to the principal or a group they are in, on the securable or on anything that
 * it lies in. An owner holds every privilege on what they own, and manages what lies in it without being able to use that;
 * the metastore's administrators manage everything. Inside a catalog, USE CATALOG and USE SCHEMA are needed besides, by
 * owners too; and the workspace must be bound to an isolated catalog.
 */
export class Access {
  private latestLineage: readonly SecurableRef[] = [];

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

  get metastore(): SecurableRef<"metastore"> {
    return { type: "metastore", name: this.metastoreId };
  }

  /** The securable, if it exists and this workspace is bound to it. */
  find<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] | undefined {
    const info = this.stored(ref);
    return info && this.reach(ref) !== "none" ? info : undefined;
  }

  /** The securable; one that this workspace is not bound to does not exist for it. */
  existing<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] {
    for (const outer of this.lineage(ref).slice(1).toReversed()) {
      if (!this.find(outer)) throw doesNotExist(outer);
    }
    const info = this.find(ref);
    if (!info) throw doesNotExist(ref);
    return info;
  }

  /** The securable, if the principal may do with it what takes `privilege`. */
  usable<Type extends SecurableType>(ref: SecurableRef<Type>, privilege: string): SecurableInfos[Type] {
    const info = this.existing(ref);
    this.require(privilege, ref);
    return info;
  }

  /** The securable, if the principal may change, delete and grant on it. */
  managed<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] {
    const info = this.existing(ref);
    this.requireWritable(ref);
    this.requireManager(ref);
    return info;
  }

  /** The securable, if the principal may grant on it: on what is the service's own in `system`, too. */
  grantable<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] {
    if (!isOfSystem(ref) || catalogOf(ref.name).name !== "system") return this.managed(ref);
    const info = this.existing(ref);
    this.requireManager(ref);
    return info;
  }

  /** The securable, if the principal owns it: for what administrators of the metastore cannot do. */
  owned<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] {
    const info = this.existing(ref);
    if (!this.owns(ref)) throw permissionDenied(`User is not an owner of ${described(ref)}.`);
    return info;
  }

  /** Whether the principal may do what takes `privilege` on `ref`. */
  may(privilege: string, ref: SecurableRef): boolean {
    return this.refusal(ref, privilege) === undefined;
  }

  /** The same as `managed`, bound to this workspace or not: an owner must be able to mend bindings from outside. */
  managedFromAnywhere<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] {
    const info = this.stored(ref);
    if (!info) throw doesNotExist(ref);
    if (isOfSystem(ref)) throw ownedBySystem(ref);
    this.requireManager(ref);
    return info;
  }

  /**
   * The securable, if the principal may know of it: who can use it or manage it, and, where the request asks for what can
   * only be browsed, who may browse.
   * @param privilege what using the securable takes, for example USE_CATALOG.
   */
  visible<Type extends SecurableType>(
    ref: SecurableRef<Type>,
    privilege: string,
    browse = false,
  ): SecurableInfos[Type] {
    const shown = this.shown(this.existing(ref), ref, privilege, browse);
    if (!shown) throw permissionDenied(this.refusal(ref, privilege) ?? noAccess(ref));
    return shown;
  }

  /** What `visible` shows of `ref`, which is `info`; undefined for a securable that the principal may not know of. */
  shown<Type extends SecurableType>(
    info: SecurableInfos[Type],
    ref: SecurableRef<Type>,
    privilege: string,
    browse = false,
  ): SecurableInfos[Type] | undefined {
    if (this.manages(ref) || this.refusal(ref, privilege) === undefined) return info;
    return browse && this.holds("BROWSE", ref) ? { ...info, browse_only: true } : undefined;
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

  /** Being the metastore's administrator; or, behind the gates, owning the securable or anything around it, or MANAGE. */
  manages(ref: SecurableRef): boolean {
    const ownsBehindGates = (outer: SecurableRef): boolean => this.owns(outer) && this.closedGate(outer) === undefined;
    if (this.owns(this.metastore) || this.lineage(ref).some(ownsBehindGates)) return true;
    return this.holds("MANAGE", ref) && this.closedGate(ref) === undefined;
  }

  private requireManager(ref: SecurableRef): void {
    if (this.manages(ref)) return;
    throw permissionDenied(
      this.closedGate(ref) ?? `User does not have MANAGE on ${described(ref)}, nor is it owned by them.`,
    );
  }

  private refusal(ref: SecurableRef, privilege: string): Refusal {
    if (!onlyReads(privilege)) this.requireWritable(ref);
    // Whoever makes something in a catalog or schema is inside of it.
    const closed = privilege.startsWith("CREATE_") ? this.firstClosed(this.lineage(ref)) : this.closedGate(ref);
    if (closed) return closed;
    return this.holds(privilege, ref) || this.owns(ref) ? undefined : lacking(privilege, ref);
  }

  /** The first of the catalog and the schema around the securable that the principal may not pass through. */
  private closedGate(ref: SecurableRef): Refusal {
    return this.firstClosed(this.lineage(ref).slice(1));
  }

  private firstClosed(around: readonly SecurableRef[]): Refusal {
    for (const outer of around) {
      const gate = outer.type === "catalog" ? "USE_CATALOG" : outer.type === "schema" ? "USE_SCHEMA" : undefined;
      if (gate && !this.holds(gate, outer) && !this.owns(outer)) return lacking(gate, outer);
    }
    return undefined;
  }

  private requireWritable(ref: SecurableRef): void {
    if (isOfSystem(ref)) throw ownedBySystem(ref);
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

  private owns(ref: SecurableRef): boolean {
    const owner = this.stored(ref)?.owner;
    return owner !== undefined && this.principal.names.has(owner);
  }

  private stored<Type extends SecurableType>(ref: SecurableRef<Type>): SecurableInfos[Type] | undefined {
    // The compiler does not see that what is only read is of the same type.
    return this.store.get(securables[ref.type], ref.name) as SecurableInfos[Type] | undefined;
  }

  private reach(ref: SecurableRef): ReturnType<typeof reachOf> {
    const bindable = this.lineage(ref).find(isBindable);
    return bindable ? reachOf(this.store, bindable, this.workspaceId) : "write";
  }

  /** One decision asks for it several times, and a list for thousands of decisions. */
  private lineage(ref: SecurableRef): readonly SecurableRef[] {
    const [latest] = this.latestLineage;
    if (latest?.name !== ref.name || latest.type !== ref.type) this.latestLineage = lineageOf(ref, this.metastoreId);
    return this.latestLineage;
  }
}

const lacking = (privilege: string, ref: SecurableRef): string =>
  `User does not have ${spelled(privilege)} on ${described(ref)}.`;
const ownedBySystem = (ref: SecurableRef): ApiError =>
  permissionDenied(`${described(ref)} is owned by the system and cannot be changed.`);
const noAccess = (ref: SecurableRef): string => `User does not have access to ${described(ref)}.`;
