import { column, type GivenColumn } from "../unity-catalog/table-columns";

/** AI Gateway's inference tables, and those of `auto_capture_config` before them, have columns of their own. */
export type PayloadForm = "ai gateway" | "auto capture";

const STRINGS = { type: "array", elementType: "string", containsNull: true };
const STRING_MAP = { type: "map", keyType: "string", valueType: "string", valueContainsNull: true };

/** The columns of each form, in their order. */
export const PAYLOAD_COLUMNS: { readonly [Form in PayloadForm]: readonly GivenColumn[] } = {
  "ai gateway": [
    column("request_date", "date"),
    column("databricks_request_id", "string"),
    column("request_time", "timestamp"),
    column("status_code", "int"),
    column("sampling_fraction", "double"),
    column("execution_duration_ms", "bigint"),
    column("request", "string"),
    column("response", "string"),
    column("served_entity_id", "string"),
    nested("logging_error_codes", "array<string>", "ARRAY", STRINGS),
    column("requester", "string"),
    column("client_request_id", "string"),
  ],
  "auto capture": [
    column("databricks_request_id", "string"),
    column("client_request_id", "string"),
    column("date", "date"),
    column("timestamp_ms", "bigint"),
    column("status_code", "int"),
    column("sampling_fraction", "double"),
    column("execution_time_ms", "bigint"),
    column("request", "string"),
    column("response", "string"),
    nested("request_metadata", "map<string,string>", "MAP", STRING_MAP),
  ],
};

function nested(name: string, type_text: string, type_name: string, type: object): GivenColumn {
  return { name, type_text, type_name, type_json: JSON.stringify({ name, type, nullable: true, metadata: {} }) };
}
