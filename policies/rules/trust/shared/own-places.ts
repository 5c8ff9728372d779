import { posix } from "node:path";
import type { PolicyStack, RuleContext } from "../../../rule";
import { entriesOf, GRANTING, type GrantingResource, securableName } from "../../grants/shared/grant-entries";
import { peopleIn } from "../../grants/shared/permission-entries";
import { isEveryone, isPlatformAdmins, isSinglePerson, standsForPeople } from "../../grants/shared/principals";
import { isPersonal } from "../../jobs/shared/personal-folder";
import { ANYTHING } from "./named-texts";

const IN_WORKSPACE = [
  "databricks:index/directory:Directory",
  "databricks:index/notebook:Notebook",
  "databricks:index/repo:Repo",
  "databricks:index/workspaceFile:WorkspaceFile",
] as const;

/** What names an object of the workspace's tree in a list of permissions. */
const TREE_OBJECTS = [
  "directoryId",
  "directoryPath",
  "notebookId",
  "notebookPath",
  "repoId",
  "repoPath",
  "workspaceFileId",
  "workspaceFilePath",
] as const;

const WRITES = ["ALL_PRIVILEGES", "MANAGE", "WRITE_VOLUME"];

/** Where code may lie that a stack's identities run: what the stack declares, and people may not write. */
export class OwnPlaces {
  /** `catalog.schema.volume`, in lower case. */
  private readonly volumes = new Set<string>();
  /** Of folders and files in the workspace. */
  private readonly paths = new Set<string>();
  /** Whom a grant lets write files, by the name of the volume, schema or catalog. */
  private readonly volumeWriters = new Map<string, string>();
  private workspaceWriter: string | undefined;
  /** A preview does not know all of them yet. */
  private someAreUnknown = false;

  constructor(
    stack: PolicyStack,
    private readonly context: RuleContext,
  ) {
    this.takeVolumes(stack);
    this.takePaths(stack);
    this.takeWriters(stack);
  }

  /** Why code at the place may be somebody's who does not act for the environment; undefined where it is not. */
  distrust(place: string): string | undefined {
    if (place === ANYTHING) return "a cluster policy lets people name it";
    // A secret is read when it is needed; of anything else whoever starts the run decides.
    if (/\{\{(?!\s*secrets\/)|\$\{/.test(place)) return "it is decided when a run starts";
    const path = localPath(place);
    if (isInDbfs(path)) return "everybody in the workspace may write to DBFS";
    if (isPersonal(path)) return "its owner changes it without review";
    if (this.context.stage === "development") return undefined;
    if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return "it is in storage that is no volume";
    if (/^\/Volumes(\/|$)/i.test(path)) return this.distrustVolume(path);
    if (path.startsWith("/databricks/")) return undefined;
    if (path.startsWith("/")) return this.distrustInWorkspace(path.replace(/^\/Workspace(?=\/)/i, ""));
    // Within the Git folder or the repository that the rest comes from.
    return path.startsWith("..") ? "it leads out of the repository" : undefined;
  }

  private distrustVolume(path: string): string | undefined {
    const [catalog = "", schema = "", volume = ""] = path.toLowerCase().split("/").slice(2);
    const { name, unityCatalog } = this.context.settings;
    const own = unityCatalog.catalog ?? name;
    if (catalog !== own) return `it is not in the catalog ${own}`;
    const isKnown =
      this.context.project === undefined
        ? schema !== "" && volume !== ""
        : this.someAreUnknown || this.volumes.has(`${catalog}.${schema}.${volume}`);
    if (!isKnown) return "it is in no volume of the project's";
    const writer = [catalog, `${catalog}.${schema}`, `${catalog}.${schema}.${volume}`]
      .map((securable) => this.volumeWriters.get(securable))
      .find((each) => each !== undefined);
    return writer && `"${writer}" may write there`;
  }

  private distrustInWorkspace(path: string): string | undefined {
    if (/^\/Shared(\/|$)/i.test(path)) return "everybody in the workspace may write there";
    const isDeclared = [...this.paths].some((own) => path === own || path.startsWith(`${own}/`));
    if (!isDeclared && !this.someAreUnknown) return "it is in no folder that the stack declares";
    return this.workspaceWriter && `"${this.workspaceWriter}" may write there`;
  }

  private takeVolumes(stack: PolicyStack): void {
    const type = "databricks:index/volume:Volume";
    stack.each(type, ({ props: { catalogName, name, schemaName } }) => {
      this.volumes.add(`${catalogName}.${schemaName}.${name}`.toLowerCase());
    });
    if (this.volumes.size < stack.ofType(type).length) this.someAreUnknown = true;
  }

  private takePaths(stack: PolicyStack): void {
    let declared = 0;
    for (const type of IN_WORKSPACE) {
      stack.each(type, ({ props }) => {
        const { path } = props;
        // Of all that is in the root folder nobody says who writes it.
        if (path)
          this.paths.add(
            posix
              .normalize(path)
              .replace(/^\/Workspace(?=\/)/i, "")
              .replace(/\/$/, ""),
          );
        declared += 1;
      });
      declared -= stack.ofType(type).length;
    }
    this.paths.delete("");
    if (declared < 0) this.someAreUnknown = true;
  }

  private takeWriters(stack: PolicyStack): void {
    for (const type of GRANTING) {
      stack.each(type, (resource: GrantingResource) => {
        for (const { principal, privileges } of entriesOf(resource)) {
          if (!this.isPeople(principal) || !privileges.some((privilege) => WRITES.includes(privilege))) continue;
          this.volumeWriters.set(securableName(resource), principal);
        }
      });
    }
    stack.each("databricks:index/permissions:Permissions", ({ props }) => {
      if (!TREE_OBJECTS.some((object) => object in props)) return;
      for (const entry of props.accessControls ?? []) {
        const who = peopleIn(entry, this.context);
        if (who !== undefined && !["CAN_READ", "CAN_RUN"].includes(entry.permissionLevel ?? "")) {
          this.workspaceWriter = who;
        }
      }
    });
  }

  private isPeople(principal: string): boolean {
    if (isPlatformAdmins(principal, this.context)) return false;
    return isEveryone(principal) || isSinglePerson(principal) || standsForPeople(principal, this.context);
  }
}

export const isInDbfs = (place: string): boolean => /^(dbfs:|\/dbfs(\/|$))/i.test(localPath(place));

/** A place as the machine finds it: volumes and files go by several names. */
function localPath(place: string): string {
  const path = place
    .trim()
    .replace(/^file:\/*(?=[^/])/i, "/")
    .replace(/^(dbfs:|\/dbfs)\/+(?=Volumes\/)/i, "/")
    .replace(/^\/dbfs:/i, "dbfs:");
  return /^[a-z][a-z0-9+.-]*:/i.test(path) ? path : posix.normalize(path);
}
