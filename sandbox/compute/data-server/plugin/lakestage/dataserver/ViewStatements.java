package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.UnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedView;
import org.apache.spark.sql.catalyst.plans.logical.AlterViewAs;
import org.apache.spark.sql.catalyst.plans.logical.CreateView;
import org.apache.spark.sql.catalyst.plans.logical.DropView;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.RenameTable;
import org.apache.spark.sql.catalyst.plans.logical.ShowViews;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** CREATE, ALTER, DROP and SHOW of views, which Spark has for its own catalog only. */
final class ViewStatements {
  private ViewStatements() {}

  /** The call that does what the plan says; null for a plan that is about no view of Unity Catalog's. */
  static String callFor(LogicalPlan plan) {
    if (plan instanceof CreateView view) return callFor(view);
    if (plan instanceof AlterViewAs alter && alter.child() instanceof UnresolvedView name && !isTemporary(name.multipartIdentifier())) {
      ObjectNode request = named(name.multipartIdentifier()).put("text", alter.originalText());
      return Procedure.call("view", request.put("replace", true).put("existing", true));
    }
    if (plan instanceof DropView drop && drop.child() instanceof UnresolvedIdentifier name && !isTemporary(name.nameParts())) {
      return Procedure.call("drop-view", named(name.nameParts()).put("if_exists", drop.ifExists()));
    }
    if (plan instanceof RenameTable rename && rename.isView() && rename.child() instanceof UnresolvedTableOrView name
        && !isTemporary(name.multipartIdentifier())) {
      ObjectNode request = named(name.multipartIdentifier());
      request.set("new_name", named(rename.newName()).get("name"));
      return Procedure.call("rename-view", request);
    }
    return plan instanceof ShowViews show && isOfCatalog(namespaceOf(show)) ? callFor(show) : null;
  }

  private static String callFor(CreateView view) {
    ObjectNode request = named(((UnresolvedIdentifier) view.child()).nameParts());
    request.put("text", view.originalText().get()).put("replace", view.replace()).put("if_not_exists", view.allowExisting());
    if (view.comment().isDefined()) request.put("comment", view.comment().get());
    ObjectNode properties = request.putObject("properties");
    CollectionConverters.asJava(view.properties()).forEach(properties::put);
    ArrayNode columns = request.putArray("columns");
    for (Tuple2<String, scala.Option<String>> column : CollectionConverters.asJava(view.userSpecifiedColumns())) {
      ObjectNode said = columns.addObject().put("name", column._1());
      if (column._2().isDefined()) said.put("comment", column._2().get());
    }
    return Procedure.call("view", request);
  }

  private static String callFor(ShowViews show) {
    ObjectNode request = ControlPlane.object();
    request.set("namespace", ControlPlane.list(namespaceOf(show)));
    if (show.pattern().isDefined()) request.put("pattern", show.pattern().get());
    return Procedure.call("views", request);
  }

  private static List<String> namespaceOf(ShowViews show) {
    return show.namespace() instanceof UnresolvedNamespace said
        ? CollectionConverters.asJava(said.multipartIdentifier()) : List.of();
  }

  private static boolean isOfCatalog(List<String> namespace) {
    return namespace.size() == 2 || !SparkSession.active().sessionState().catalogManager().currentCatalog().name().equals(CatalogManager.SESSION_CATALOG_NAME());
  }

  /** A temporary view, or what may be one: it is the session's, and Spark's to change. */
  private static boolean isTemporary(Seq<String> name) {
    return name.size() == 1 && SparkSession.active().sessionState().catalog().getTempView(name.head()).isDefined();
  }

  private static ObjectNode named(Seq<String> name) {
    ObjectNode request = ControlPlane.object();
    request.set("name", ControlPlane.list(CollectionConverters.asJava(name)));
    return request;
  }

  /** Makes a view of what its text says to the caller. */
  static JsonNode create(ObjectNode request) {
    SparkSession session = SparkSession.active();
    List<String> name = Names.full(session, Names.in(request.path("name")));
    String text = request.path("text").asText();
    LogicalPlan query;
    try {
      query = session.sessionState().executePlan(session.sessionState().sqlParser().parseQuery(text),
          org.apache.spark.sql.execution.CommandExecutionMode.SKIP()).analyzed();
    } catch (Exception error) {
      throw Unchecked.thrown(error);
    }
    refuseTemporary(query, String.join(".", name));
    ObjectNode asked = Names.said(name);
    asked.put("text", text).put("replace", request.path("replace").asBoolean()).put("existing", request.path("existing").asBoolean());
    asked.put("if_not_exists", request.path("if_not_exists").asBoolean());
    if (request.has("comment")) asked.set("comment", request.get("comment"));
    asked.put("schema_json", columnsOf(query.schema(), request.path("columns")).json());
    ArrayNode reads = asked.putArray("reads");
    Reads.soFar().forEach(reads::add);
    ObjectNode properties = asked.putObject("properties");
    request.path("properties").fields().forEachRemaining(each -> properties.set(each.getKey(), each.getValue()));
    describe(properties, session, query.schema());
    return ControlPlane.ask(Caller.required(), "create-view", asked);
  }

  /** What Spark has to know of a view to read it, by the names that it has for that. */
  private static void describe(ObjectNode properties, SparkSession session, StructType schema) {
    List<String> current = Names.current(session);
    properties.put("view.catalogAndNamespace.numParts", String.valueOf(current.size()));
    for (int index = 0; index < current.size(); index++) properties.put("view.catalogAndNamespace.part." + index, current.get(index));
    properties.put("view.query.out.numCols", String.valueOf(schema.size()));
    for (int index = 0; index < schema.size(); index++) properties.put("view.query.out.col." + index, schema.apply(index).name());
  }

  private static StructType columnsOf(StructType found, JsonNode said) {
    if (said.isEmpty()) return found;
    if (said.size() != found.size()) {
      throw Refused.with("CREATE_VIEW_COLUMN_ARITY_MISMATCH", "The view names " + said.size() + " columns, its query has " + found.size() + ".");
    }
    List<StructField> fields = new ArrayList<>();
    for (int index = 0; index < said.size(); index++) {
      StructField field = found.apply(index);
      StructField named = new StructField(said.get(index).path("name").asText(), field.dataType(), field.nullable(), field.metadata());
      fields.add(said.get(index).has("comment") ? named.withComment(said.get(index).path("comment").asText()) : named);
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  /** It is the session's that made it, and nobody's who reads the view. */
  private static void refuseTemporary(LogicalPlan plan, String name) {
    if (plan instanceof View view && view.isTempView()) {
      throw Refused.with("INVALID_TEMP_OBJ_REFERENCE",
          "The view " + name + " is to last, and cannot be made of the temporary view " + view.desc().identifier().table() + ".");
    }
    Iterator<LogicalPlan> children = plan.children().iterator();
    while (children.hasNext()) refuseTemporary(children.next(), name);
    Iterator<LogicalPlan> subqueries = plan.subqueries().iterator();
    while (subqueries.hasNext()) refuseTemporary(subqueries.next(), name);
  }

  static JsonNode drop(ObjectNode request) {
    ObjectNode asked = Names.said(Names.full(SparkSession.active(), Names.in(request.path("name"))));
    return ControlPlane.ask(Caller.required(), "drop-view", asked.put("if_exists", request.path("if_exists").asBoolean()));
  }

  static JsonNode rename(ObjectNode request) {
    SparkSession session = SparkSession.active();
    List<String> from = Names.full(session, Names.in(request.path("name")));
    List<String> to = Names.full(session, Names.in(request.path("new_name")));
    return ControlPlane.ask(Caller.required(), "rename", Names.said(from).put("new_schema", to.get(1)).put("new_name", to.get(2)));
  }

  static JsonNode list(ObjectNode request) {
    List<String> current = Names.current(SparkSession.active());
    List<String> said = Names.in(request.path("namespace"));
    List<String> all = said.size() == 2 ? said : List.of(current.get(0), said.isEmpty() ? current.get(current.size() - 1) : said.get(0));
    ObjectNode asked = ControlPlane.object().put("schema", String.join(".", all));
    if (request.has("pattern")) asked.set("pattern", request.get("pattern"));
    return ControlPlane.ask(Caller.required(), "views", asked);
  }
}
