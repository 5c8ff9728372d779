import { ALWAYS, resourceRule } from "../../rule";
import { isOfPreview } from "./shared/preview-identity";
import { AZURE_TRUST, DATABRICKS_TRUST, trustedPipeline } from "./shared/trusted-pipelines";

/** One repository of GitHub, by its name; or by its owner's and its own id, too. */
const REPOSITORY = String.raw`^repo:([^/:@]+/[^/:@]+|[^/:@]+@\d+/[^/:@]+@\d+)`;

/** The pull requests of one repository: of whoever may push a branch to it. */
const PULL_REQUESTS = new RegExp(`${REPOSITORY}:pull_request$`);

/** A deployment environment or a branch of one repository; or one service connection, by its project or in Entra's words. */
const BOUND = [
  new RegExp(`${REPOSITORY}:environment:[^:]+$`),
  new RegExp(`${REPOSITORY}:ref:refs/(heads|tags)/[^:]+$`),
  /^sc:\/\/[^/]+\/[^/]+\/[^/]+$/,
  /^\/eid1\/.+\/sc\/[\da-f-]{36}\/[\da-f-]{36}$/,
];

export const rule = resourceRule({
  id: "LSID002",
  title: "Identities trust one environment, branch or service connection at a time",
  why: `A subject decides which workflow may act as the identity. A whole repository lets every branch in; \`pull_request\`
lets in whoever opens one, which the preview identity alone may; a wildcard lets in repositories that are not made yet.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Name one deployment environment, branch or service connection in `subject`; `lakestage:identity` in Pulumi.yaml does so for every environment.",
  example: `subject: "repo:lakestage-example/mlops:environment:prod"`,
  types: [AZURE_TRUST, DATABRICKS_TRUST],
  check(trust, report) {
    const { path, subject } = trustedPipeline(trust);
    if (subject === "") report("any token of the issuer is trusted, whatever its subject", `${path}subject`);
    else if (/[*?]/.test(subject)) report(`the subject ${subject} has a wildcard`, `${path}subject`);
    else if (!BOUND.some((bound) => bound.test(subject)) && !(isOfPreview(trust) && PULL_REQUESTS.test(subject))) {
      report(`the subject ${subject} names no environment, branch or service connection`, `${path}subject`);
    }
  },
});
