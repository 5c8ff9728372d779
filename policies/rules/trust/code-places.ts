import { BEYOND_DEVELOPMENT, type LookedAt, wholeStackRule } from "../../rule";
import { isPersonal } from "../jobs/shared/personal-folder";
import { codePlacesIn } from "./shared/code-places";
import { isInDbfs, OwnPlaces } from "./shared/own-places";

export const rule = wholeStackRule({
  id: "LSTRUST001",
  replaces: { LSJOB010: inJobs(isPersonal), LSJOB011: inJobs(isInDbfs) },
  title: "Code lies where nobody but identities of the environment writes",
  why: `Whoever writes a file that a job, a cluster or a pipeline loads has that one's rights: over production's data, without a
review. So has whoever writes the wheel, the init script, the notebook, the jar of a Spark setting or the file of requirements.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Run code from the project's Git folder (`/Workspace/Projects/<project>/source`) or from its own volume (`/Volumes/<catalog>/<schema>/files`), and let no people write there.",
  example: `initScripts: [{ volumes: { destination: "/Volumes/prod/flight_delay/files/init.sh" } }]`,
  check(stack, report, context) {
    const own = new OwnPlaces(stack, context);
    stack.eachResource((resource) => {
      for (const { path, place } of codePlacesIn(resource)) {
        const why = own.distrust(place);
        if (why !== undefined)
          report(`it runs ${place === "*" ? "what people choose" : place}: ${why}`, resource, path);
      }
    });
  },
});

/** What rules about jobs alone looked at. */
function inJobs(isMeant: (place: string) => boolean): LookedAt {
  return (resource, property) => {
    if (resource?.type !== "databricks:index/job:Job") return false;
    for (const { path, place } of codePlacesIn(resource)) if (path === property) return isMeant(place);
    return false;
  };
}
