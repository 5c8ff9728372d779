import { requireLevel, requireSight } from "../../authority/objects/access-lists";
import { ApiError, type Behaviour, type Call, notFound, Reply, type Service } from "../../control-plane";
import { refOf, type ServingEndpoint, servingEndpoints } from "./endpoint";

/** The endpoint, for a caller who may see it. */
function visible(call: Call, name: string): ServingEndpoint {
  const endpoint = servingEndpoints.existing(call, name);
  requireSight(call, refOf(endpoint));
  return endpoint;
}

/** Who may query is decided; the answer would need a model that runs. */
const query: Behaviour<{ name: string }> = ({ name }, call) => {
  requireLevel(call, refOf(servingEndpoints.existing(call, name)), "CAN_QUERY");
  throw new ApiError(
    501,
    "NOT_IMPLEMENTED",
    `The sandbox does not run models yet: endpoint '${name}' cannot answer. You have the right to query it.`,
  );
};

interface ServedModel {
  name: string;
  served_model_name: string;
}

/** What the sandbox says where the service has a container's output. */
const NO_OUTPUT = "The sandbox starts no container for a served entity: there is no output.\n";

const logs: Behaviour<ServedModel> = ({ name, served_model_name: entity }, call) => {
  const { serving, rollout } = visible(call, name);
  const entities = [...(serving?.entities ?? []), ...(rollout?.config.entities ?? [])];
  if (!entities.some((each) => each.name === entity)) {
    throw notFound(`Served entity '${entity}' does not exist in endpoint '${name}'.`);
  }
  return { logs: NO_OUTPUT };
};

/** The endpoint's own interface, as OpenAPI describes it. Models' signatures are not known without loading them. */
const getOpenApi: Behaviour<{ name: string }> = ({ name }, call) => {
  visible(call, name);
  const response = { description: "The model's predictions", content: { "application/json": {} } };
  const description = {
    openapi: "3.1.0",
    info: { title: name, version: "1" },
    servers: [{ url: `${call.origin}/serving-endpoints/${name}` }],
    paths: {
      "/invocations": {
        post: { requestBody: { required: true, content: { "application/json": {} } }, responses: { 200: response } },
      },
    },
  };
  return new Reply(200, Buffer.from(JSON.stringify(description)), { "content-type": "application/json" });
};

/** Counters of requests, by their names in the service. Nothing answers yet, so there are none. */
const COUNTERS = ["request_count_total", "request_4xx_count_total", "request_5xx_count_total"];

/** In Prometheus' text format. */
const exportMetrics: Behaviour<{ name: string }> = ({ name }, call) => {
  visible(call, name);
  const lines = COUNTERS.map((counter) => `# TYPE ${counter} gauge\n${counter}{endpoint_name="${name}"} 0\n`);
  return new Reply(200, Buffer.from(lines.join("")), { "content-type": "text/plain; version=0.0.4" });
};

export const observationService: Service = {
  "serving.ServingEndpoints.Query": query,
  "serving.ServingEndpoints.Logs": logs,
  "serving.ServingEndpoints.BuildLogs": logs,
  "serving.ServingEndpoints.ExportMetrics": exportMetrics,
  "serving.ServingEndpoints.GetOpenApi": getOpenApi,
};
