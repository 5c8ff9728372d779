import { isOfType, ONLY_IN_PRODUCTION, resourceRule } from "../../rule";

/** `release`, `releases/2026-11`, `release-3.1`, `production`. */
const RELEASE = /^(refs\/heads\/)?(releases?|prod(uction)?)([-_/.]|$)/;

export const rule = resourceRule({
  id: "LSJOB012",
  title: "Production runs the code of a release",
  why: `Code reaches production by the release branch, after the tests of staging. A Git folder or a job on another branch
runs what was merged a minute ago, or what one person has on their mind.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:OE", "WAF:SE"],
  remediation:
    "Set `source.branch` for production to the release branch; a job's own `gitSource` to that, or to a `tag` or a `commit`.",
  example: "environments:\n  prod:\n    source: { branch: release }",
  types: ["databricks:index/repo:Repo", "databricks:index/job:Job"],
  check(resource, report) {
    const { property, source } = isOfType(resource, "databricks:index/job:Job")
      ? { property: "gitSource.branch", source: resource.props.gitSource }
      : { property: "branch", source: "url" in resource.props ? resource.props : undefined };
    if (!source || source.tag || ("commit" in source && source.commit)) return;
    if (!source.branch) report("it follows whatever branch is the repository's default", property);
    else if (!RELEASE.test(source.branch)) report(`it follows the branch ${source.branch}`, property);
  },
});
