import { ADVICE, stackRule } from "../../rule";
import { inferenceTableOf } from "./shared/endpoint-parts";

export const rule = stackRule({
  id: "LSSERV002",
  title: "What endpoints answer is watched by a monitor",
  why: `An inference table that nobody computes metrics on is an archive. The monitor is what sees requests drift away from what
the model was trained on, while there is time to train anew.`,
  severity: "medium",
  // The deployment that makes the endpoint comes before the table: its monitor waits.
  enforcement: ADVICE,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Add a monitor of the table `requests` for the model to `monitors` of `projects/<project>.yaml`.",
  example: `monitors:
  requests:
    table: requests
    profile: timeSeries
    timestamp: request_time
    schedule: { cron: "0 15 * * * ?" }`,
  types: ["databricks:index/modelServing:ModelServing", "databricks:index/qualityMonitor:QualityMonitor"],
  check(stack, report) {
    // A monitor whose table is not known yet may be the one: then nothing can be said.
    const monitors = stack.ofType("databricks:index/qualityMonitor:QualityMonitor");
    const watched = new Set(monitors.map(({ props }) => plain(props.tableName ?? "")));
    stack.each("databricks:index/modelServing:ModelServing", (endpoint) => {
      const table = inferenceTableOf(endpoint.props);
      // Where there is none, LSSERV001 says so.
      if (table && !watched.has(plain(table.fullName))) {
        report(`no monitor watches ${table.fullName}`, endpoint, table.path);
      }
    });
  },
});

const plain = (name: string): string => name.replaceAll("`", "").toLowerCase();
