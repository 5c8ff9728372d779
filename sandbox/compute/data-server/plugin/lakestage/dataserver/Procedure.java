package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What stands for a statement of Databricks' that Spark has no plan for: `CALL spark_catalog.lakestage.<name>('<request>')`,
 * the request being JSON in Base64. Whoever calls one by hand may do as much as the statement does.
 */
record Procedure(String name, Function<ObjectNode, JsonNode> work) implements UnboundProcedure, BoundProcedure {
  private static final String NAMESPACE = "lakestage";

  private static final Map<String, Function<ObjectNode, JsonNode>> KNOWN = Map.of(
      "view", ViewStatements::create,
      "drop-view", ViewStatements::drop,
      "rename-view", ViewStatements::rename,
      "views", ViewStatements::list,
      "grant", asked("grant"),
      "grants", asked("grants"),
      "owner", asked("owner"),
      "catalogs", CatalogNames::list,
      "clone", DeepClone::make);

  private static Function<ObjectNode, JsonNode> asked(String question) {
    return request -> PrivilegeStatements.ask(question, request);
  }

  /** The statement that does what is asked for. */
  static String call(String name, ObjectNode request) {
    String text = Base64.getEncoder().encodeToString(ControlPlane.bytes(request));
    return "CALL spark_catalog." + NAMESPACE + ".`" + name + "`('" + text + "')";
  }

  static UnboundProcedure named(Identifier name) {
    Function<ObjectNode, JsonNode> work = KNOWN.get(name.name());
    if (work == null || !List.of(name.namespace()).equals(List.of(NAMESPACE))) {
      throw Refused.with("ROUTINE_NOT_FOUND", "There is no procedure " + name + " here.");
    }
    return new Procedure(name.name(), work);
  }

  @Override
  public String description() {
    return name;
  }

  @Override
  public BoundProcedure bind(StructType given) {
    return this;
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {ProcedureParameter.in("request", DataTypes.StringType).build()};
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public Iterator<Scan> call(InternalRow arguments) {
    JsonNode answer = work.apply(ControlPlane.objectIn(Base64.getDecoder().decode(arguments.getString(0))));
    return answer.has("columns") ? List.<Scan>of(Rows.of(answer)).iterator() : List.<Scan>of().iterator();
  }
}
