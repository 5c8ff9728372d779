import { Access } from "../../authority/unity-catalog/access";
import { schemaRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Call, invalidParameter } from "../../control-plane";
import { createManagedTable, requireCreateTable } from "../unity-catalog/tables";
import type { AiGateway } from "./ai-gateway";
import type { ServingEndpoint } from "./endpoint";
import type { EndpointConfig } from "./endpoint-config";
import { nameOf, type PayloadTable, wantedPayloadTable } from "./inference-tables";
import { PAYLOAD_COLUMNS } from "./payload-columns";

/**
 * The inference table that an endpoint is to have: its gateway's, or that of its configuration in the older words.
 * @param before the one that it has.
 * @throws ApiError where both ask for one, or the caller may not make it.
 */
export function payloadTableFor(
  call: Call,
  endpoint: string,
  config: EndpointConfig | undefined,
  gateway: AiGateway | undefined,
  before: PayloadTable | undefined,
): PayloadTable | undefined {
  const ofConfig = config?.autoCapture;
  const ofGateway = gateway?.inference_table_config;
  if (ofConfig?.enabled && ofGateway?.enabled) {
    throw invalidParameter("Only one of auto_capture_config and ai_gateway.inference_table_config can be enabled.");
  }
  return ofConfig?.enabled
    ? wantedPayloadTable(call, { endpoint, config: ofConfig, form: "auto capture", before })
    : wantedPayloadTable(call, { endpoint, config: ofGateway, form: "ai gateway", before });
}

/**
 * Makes the table in the name of the endpoint's creator, whoever looks first. What fails by then is said in its status:
 * the endpoint answers all the same.
 */
export function madePayloadTable(call: Call, endpoint: ServingEndpoint, table: PayloadTable): PayloadTable {
  const creator = call.directory.principal(endpoint.creatorId);
  if (!creator) return failed(table, `The endpoint's creator ${endpoint.creator} does not exist any more.`);
  const asCreator: Call = { ...call, principal: creator };
  try {
    requireCreateTable(Access.of(asCreator), schemaRef(`${table.catalog_name}.${table.schema_name}`));
    createManagedTable(asCreator, {
      fullName: nameOf(table),
      columns: PAYLOAD_COLUMNS[table.form],
      comment: `Requests to serving endpoint ${endpoint.name} and its answers.`,
    });
    return { ...table, status: "READY" };
  } catch (error) {
    if (error instanceof ApiError) return failed(table, error.message);
    throw error;
  }
}

const failed = (table: PayloadTable, message: string): PayloadTable => ({ ...table, status: "FAILED", message });
