import { columnsOfSchema } from "./spark-schema";

const field = (name: string, type: unknown, metadata: object = {}) => ({ name, type, nullable: true, metadata });
const columns = (...fields: object[]) => columnsOfSchema(JSON.stringify({ type: "struct", fields }), ["day"]);

test.each([
  ["long", "bigint", "LONG"],
  ["integer", "int", "INT"],
  ["short", "smallint", "SHORT"],
  ["byte", "tinyint", "BYTE"],
  ["string", "string", "STRING"],
  ["timestamp_ntz", "timestamp_ntz", "TIMESTAMP_NTZ"],
  [{ type: "array", elementType: "long", containsNull: true }, "array<bigint>", "ARRAY"],
  [{ type: "map", keyType: "string", valueType: "integer", valueContainsNull: true }, "map<string,int>", "MAP"],
  [{ type: "struct", fields: [field("a", "long")] }, "struct<a:bigint>", "STRUCT"],
])("Spark's %j is %s in SQL, and %s in the API", (type, text, name) => {
  expect(columns(field("x", type))).toMatchObject([{ type_text: text, type_name: name }]);
});

test("a decimal has its precision and scale, a comment comes from the metadata, a partition has its place", () => {
  expect(columns(field("price", "decimal(10,2)", { comment: "in euros" }), field("day", "date"))).toMatchObject([
    { type_text: "decimal(10,2)", type_name: "DECIMAL", type_precision: 10, type_scale: 2, comment: "in euros" },
    { name: "day", position: 1, partition_index: 0 },
  ]);
});
