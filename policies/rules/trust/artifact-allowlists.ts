import { BEYOND_DEVELOPMENT, wholeStackRule } from "../../rule";
import { OwnPlaces } from "./shared/own-places";

export const rule = wholeStackRule({
  id: "LSTRUST006",
  title: "The allowlist of artifacts names whole places, and of these our own",
  why: `What begins with an entry of the metastore's allowlist may be loaded on every shared cluster of the region. \`/\` allows all
there is; a beginning such as \`/Volumes/prod\` allows \`/Volumes/production_of_somebody\`.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Allow a volume that only identities of the environment write, with `/` at its end; of Maven whole coordinates, `group:artifact:version`.",
  example: `artifactMatchers: [{ artifact: "/Volumes/prod/platform/libraries/", matchType: "PREFIX_MATCH" }]`,
  types: ["databricks:index/artifactAllowlist:ArtifactAllowlist"],
  check(stack, report, context) {
    const own = new OwnPlaces(stack, context);
    stack.each("databricks:index/artifactAllowlist:ArtifactAllowlist", (list) => {
      const isMaven = list.props.artifactType === "LIBRARY_MAVEN";
      for (const [index, { artifact = "" }] of (list.props.artifactMatchers ?? []).entries()) {
        const why = isMaven ? openCoordinates(artifact) : (openPrefix(artifact) ?? own.distrust(artifact));
        if (why !== undefined) report(`it allows ${artifact}: ${why}`, list, `artifactMatchers[${index}].artifact`);
      }
    });
  },
});

const openCoordinates = (coordinates: string): string | undefined =>
  coordinates.split(":").filter((part) => part !== "").length >= 2
    ? undefined
    : "all that whoever publishes there may publish";

/** What a beginning without its last `/` allows beside what is meant. */
const openPrefix = (path: string): string | undefined =>
  path.endsWith("/") || /\.\w+$/.test(path) ? undefined : "everything that begins so";
