import type { PolicyResource } from "../../../rule";
import { type NamedText, textsIn } from "./named-texts";

/**
 * What a text is for: a file or folder of code, a Git repository, where packages are got from, a container's image; or
 * where something else goes to.
 */
export type Purpose = "code" | "git" | "package" | "image" | "destination";

/** What computes, or says what others compute with: any place or address in it is code's, unless it is known to be none. */
const COMPUTES = new Set(
  [
    "app:App",
    "appsSettingsCustomTemplate:AppsSettingsCustomTemplate",
    "cluster:Cluster",
    "clusterPolicy:ClusterPolicy",
    "environmentsDefaultWorkspaceBaseEnvironment:EnvironmentsDefaultWorkspaceBaseEnvironment",
    "environmentsWorkspaceBaseEnvironment:EnvironmentsWorkspaceBaseEnvironment",
    "globalInitScript:GlobalInitScript",
    "instancePool:InstancePool",
    "job:Job",
    "library:Library",
    "pipeline:Pipeline",
    "sqlEndpoint:SqlEndpoint",
    "sqlGlobalConfig:SqlGlobalConfig",
  ].map((name) => `databricks:index/${name}`),
);

/** They name objects that are there, and say nothing of where code comes from. */
const NAMES_OBJECTS = new Set([
  "databricks:index/permissions:Permissions",
  "databricks:index/sqlPermissions:SqlPermissions",
]);

/** Files and folders of code, whatever the resource. */
const FILES = new Set([
  "baseenvironment",
  "codesourcepath",
  "commandpath",
  "cpuworkspacebaseenvironment",
  "egg",
  "gpuworkspacebaseenvironment",
  "jar",
  "jaruri",
  "notebookpath",
  "profilesdirectory",
  "projectdirectory",
  "pythonfile",
  "requirements",
  "sourcecodepath",
  "trainingscriptpath",
  "whl",
  "yamlparametersfilepath",
]);

/** Lines of requirements: packages, options, addresses and files. */
const REQUIREMENTS = new Set(["dependencies", "javadependencies"]);

/** Settings of Spark and variables of the environment. */
const MAPS = new Set(["configuration", "dataaccessconfig", "env", "environmentvars", "sparkconf", "sparkenvvars"]);

/** Those that have files loaded or run, by their names. */
const LOADS =
  /jars|py-?files|\.files$|archives|(class|library)-?path|python|plugins|listeners|javaopt|java_?tool|ivy|packages|initscript|^(path|env|bashenv|rprofile.*|rlibs.*|ld.*|pipconfigfile|uvconfigfile|perl5.*|rubyopt|nodeoptions|prompt-?command)$/;

/** Those that say where packages are got from. */
const INDEXES =
  /repositor|index|find-?links|trusted-?host|registry|channel|mirror|proxy|^(pip|uv|cran|conda|npm|poetry)/;

/** Whatever a setting is called, what it finds in the workspace's files or in DBFS may be code. */
const IN_WORKSPACE = /(^|[\s,:;=])(file:|dbfs:|\/(Workspace|Users|Shared|Repos|Volumes|dbfs)\/)/i;

/** Data, and texts for people. */
const NO_CODE = new Set([
  "baseparameters",
  "clusterlogconf",
  "clustermountinfos",
  "comment",
  "connectionresourcename",
  "customtags",
  "dashboardtask",
  "description",
  "displayname",
  "emailnotifications",
  "filearrival",
  "jobparameters",
  "name",
  "namedparameters",
  "notebookparams",
  "outputpath",
  "parameters",
  "parentpath",
  "path",
  "pythonparams",
  "storage",
  "tags",
  "telemetryexportdestinations",
  "trigger",
  "webhooknotifications",
]);

/** Whether a text names a file of code and nothing else, so that whatever stands there is one. */
export function isFile({ keys }: NamedText): boolean {
  const last = keys.at(-1) ?? "";
  if (FILES.has(last)) return true;
  if (keys.includes("initscripts")) return last === "destination";
  // Of a task in SQL, and of a pipeline's notebooks, files and folders.
  if (last === "path") return ["sqltask", "notebook", "libraries"].some((key) => keys.includes(key));
  return last === "include" || (last === "filepath" && keys.length === 1) || last === "rootpath";
}

export const isRequirement = ({ keys }: NamedText): boolean => REQUIREMENTS.has(keys.at(-1) ?? "");

/** What the texts of a resource are for, one after the other. */
export function* purposesIn(resource: PolicyResource): Generator<{ purpose: Purpose; named: NamedText }> {
  if (NAMES_OBJECTS.has(resource.type)) return;
  for (const named of textsIn(resource)) yield { named, purpose: purposeOf(resource, named) };
}

function purposeOf({ type }: PolicyResource, named: NamedText): Purpose {
  const { keys, text } = named;
  const last = keys.at(-1) ?? "";
  const parent = keys.at(-2) ?? "";
  if (isGit(type, named)) return "git";
  if (last === "dockerimageurl" || parent === "dockerimage" || parent === "preloadeddockerimages") {
    return last.endsWith("url") ? "image" : "destination";
  }
  if (["pypi", "maven", "cran"].includes(parent)) return "package";
  if (isRequirement(named)) return "package";
  if (MAPS.has(parent)) {
    if (INDEXES.test(last)) return "package";
    return LOADS.test(last) || IN_WORKSPACE.test(text) ? "code" : "destination";
  }
  const isDashboard = type === "databricks:index/dashboard:Dashboard";
  if (isFile(named) && !isDashboard) return "code";
  if (keys.includes("sparksubmittask") || last === "contentbase64" || last === "command" || last === "commands") {
    return "code";
  }
  if (!COMPUTES.has(type)) return "destination";
  return keys.some((key) => NO_CODE.has(key)) ? "destination" : "code";
}

function isGit(type: string, { keys, text }: NamedText): boolean {
  const last = keys.at(-1) ?? "";
  if (last === "giturl" || last === "gitrepo") return true;
  if (last === "url" && ["gitsource", "gitrepository"].includes(keys.at(-2) ?? "")) return true;
  if (last === "url" && type === "databricks:index/repo:Repo") return true;
  return /(^|\s)(git\+|git@|ssh:\/\/|git:\/\/)/i.test(text);
}
