package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.files.TahoeFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** CLONE of a table with its rows, which open-source Delta has no command for: the same table is made, and filled. */
final class DeepClone {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern STATEMENT = Pattern.compile(
      "\\s*((?:CREATE\\s+(?:OR\\s+REPLACE\\s+)?|REPLACE\\s+)TABLE\\s+(IF\\s+NOT\\s+EXISTS\\s+)?)(\\S+)\\s+(?:DEEP\\s+)?CLONE\\s+(.+?)"
          + "(?:\\s+TBLPROPERTIES\\s*(\\(.*\\)))?(?:\\s+LOCATION\\s+('[^']*'|\"[^\"]*\"))?\\s*;?\\s*", FLAGS);

  private DeepClone() {}

  /** The call that does what the statement says; null for one that clones nothing, or shallowly. */
  static String callFor(String statement) {
    Matcher clone = STATEMENT.matcher(statement);
    if (!clone.matches() || clone.group(3).matches("(?i).*\\bSHALLOW")) return null;
    ObjectNode request = ControlPlane.object().put("head", clone.group(1)).put("table", clone.group(3)).put("source", clone.group(4));
    if (clone.group(2) != null) request.put("if_not_exists", true);
    if (clone.group(5) != null) request.put("properties", clone.group(5));
    if (clone.group(6) != null) request.put("location", clone.group(6));
    return Procedure.call("clone", request);
  }

  static JsonNode make(ObjectNode request) {
    SparkSession session = SparkSession.active();
    String table = request.path("table").asText();
    if (request.path("if_not_exists").asBoolean() && session.catalog().tableExists(table)) return ControlPlane.object();
    Dataset<Row> rows = session.sql("SELECT * FROM " + request.path("source").asText());
    session.sql(request.path("head").asText() + table + " " + described(rows, request));
    try {
      rows.writeTo(table).append();
    } catch (Throwable error) {
      session.sql("DROP TABLE IF EXISTS " + table);
      throw Unchecked.thrown(error instanceof Exception known ? known : new IllegalStateException(error));
    }
    Row made = session.sql("DESCRIBE DETAIL " + table).first();
    ObjectNode answer = ControlPlane.object();
    for (String column : List.of("num_copied_files", "copied_files_size")) answer.withArray("columns").addObject().put("name", column).put("type", "BIGINT");
    answer.withArray("rows").addArray().add(made.<Number>getAs("numFiles").longValue()).add(made.<Number>getAs("sizeInBytes").longValue());
    return answer;
  }

  /** Columns and all else that a table is made with, as the source has them. */
  private static String described(Dataset<Row> rows, ObjectNode request) {
    Metadata source = metadataIn(rows.queryExecution().analyzed());
    if (source == null) return "USING delta" + placed(request) + own(request, Map.of());
    StringBuilder text = new StringBuilder("(" + source.schema().toDDL() + ") USING delta");
    List<String> partitions = CollectionConverters.asJava(source.partitionColumns());
    if (!partitions.isEmpty()) text.append(" PARTITIONED BY (`").append(String.join("`, `", partitions)).append("`)");
    if (source.description() != null) text.append(" COMMENT ").append(Quoting.literal(source.description()));
    return text + placed(request) + own(request, CollectionConverters.asJava(source.configuration()));
  }

  private static String placed(ObjectNode request) {
    return request.has("location") ? " LOCATION " + request.path("location").asText() : "";
  }

  /** The source's properties, and after them what the statement says. */
  private static String own(ObjectNode request, Map<String, String> properties) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties).forEach((key, value) -> {
      if (!key.startsWith("delta.columnMapping.maxColumnId") && !key.startsWith("delta.rowTracking."))
        text.append(text.isEmpty() ? "" : ", ").append(Quoting.literal(key)).append(" = ").append(Quoting.literal(value));
    });
    if (request.has("properties")) {
      String said = request.path("properties").asText();
      text.append(text.isEmpty() ? "" : ", ").append(said, 1, said.length() - 1);
    }
    return text.isEmpty() ? "" : " TBLPROPERTIES (" + text + ")";
  }

  private static Metadata metadataIn(LogicalPlan plan) {
    if (plan instanceof LogicalRelation relation && relation.relation() instanceof HadoopFsRelation files
        && files.location() instanceof TahoeFileIndex delta) return delta.metadata();
    Iterator<LogicalPlan> children = plan.children().iterator();
    while (children.hasNext()) {
      Metadata found = metadataIn(children.next());
      if (found != null) return found;
    }
    return null;
  }
}
