package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows that the control plane answers with: `columns`, each with a name and a type of SQL's, and `rows`, lists of values. */
record Rows(StructType schema, InternalRow[] rows) implements LocalScan {
  static Rows of(JsonNode answer) {
    List<StructField> fields = new ArrayList<>();
    for (JsonNode column : answer.path("columns")) {
      fields.add(new StructField(column.path("name").asText(), DataType.fromDDL(column.path("type").asText()), true, Metadata.empty()));
    }
    List<InternalRow> rows = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) rows.add(rowOf(row, fields));
    return new Rows(new StructType(fields.toArray(StructField[]::new)), rows.toArray(InternalRow[]::new));
  }

  private static InternalRow rowOf(JsonNode row, List<StructField> fields) {
    Object[] values = new Object[fields.size()];
    for (int index = 0; index < values.length; index++) values[index] = valueOf(row.get(index), fields.get(index).dataType());
    return new GenericInternalRow(values);
  }

  /** Times are milliseconds since 1970. */
  private static Object valueOf(JsonNode value, DataType type) {
    if (value == null || value.isNull()) return null;
    if (type.equals(DataTypes.IntegerType)) return value.asInt();
    if (type.equals(DataTypes.LongType)) return value.asLong();
    if (type.equals(DataTypes.TimestampType)) return value.asLong() * 1000;
    return type.equals(DataTypes.BooleanType) ? (Object) value.asBoolean() : UTF8String.fromString(value.asText());
  }

  @Override
  public StructType readSchema() {
    return schema;
  }
}
