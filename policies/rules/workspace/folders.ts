import { ALWAYS, resourceRule } from "../../rule";

/** What a workspace gives everybody to write in, and single people. */
const OTHERS = /^(\/Workspace)?\/(Shared|Users|Repos)(\/|$)/i;

export const rule = resourceRule({
  id: "LSWS025",
  title: "The estate's folders lie where nobody else writes",
  why: `Everybody may change what is below /Shared, and a person what is below their own folder: a job that reads its code
there runs what anybody puts there. A folder that is removed with what is in it takes notebooks along.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Let `path` begin with /Projects, and leave `deleteRecursive` off.",
  example: `new databricks.Directory("folder", { path: "/Projects/flight-delay" });`,
  types: ["databricks:index/directory:Directory"],
  check({ props }, report) {
    if (OTHERS.test(props.path ?? "")) report(`the folder ${props.path} is others'`, "path");
    if (props.deleteRecursive === true) report("the folder is removed with all that is in it", "deleteRecursive");
  },
});
