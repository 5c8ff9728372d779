import { posix } from "node:path";
import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSTRUST005",
  title: "What a deployment uploads is of the checkout",
  why: `A file of the machine that deploys was reviewed by nobody, and is another one on the next machine. Uploaded, it is code with
the rights of production.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Keep the file in the repository, or build it there, and name it by its path in the checkout.",
  example: `new databricks.WorkspaceFile("task", { source: "pipelines/task.py", path: "/Projects/flight-delay/task.py" });`,
  types: [
    "databricks:index/dashboard:Dashboard",
    "databricks:index/dbfsFile:DbfsFile",
    "databricks:index/file:File",
    "databricks:index/globalInitScript:GlobalInitScript",
    "databricks:index/notebook:Notebook",
    "databricks:index/workspaceFile:WorkspaceFile",
  ],
  check({ props }, report) {
    const [property, file] = "filePath" in props ? ["filePath", props.filePath] : ["source", sourceOf(props)];
    if (!file) return;
    const isOutside = /^([~/\\]|[a-z][a-z0-9+.-]*:)/i.test(file) || posix.normalize(file).startsWith("..");
    if (isOutside) report(`it uploads ${file}, which is no file of the checkout`, property);
  },
});

const sourceOf = (props: { source?: string } | object): string | undefined =>
  "source" in props ? props.source : undefined;
