package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.types.DataType;

/**
 * Statements of SQL warehouses, each in a session of its own. The control plane orders one with `execute` and stops it
 * with `cancel`; it hears that it was taken with `taken`, and of the end with `executed`.
 */
final class Executions implements ControlPlane.Orders {
  /** How many run at a time; the next wait for their turn. */
  private static final int AT_ONCE = 10;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private volatile SparkSession spark;

  void open(SparkSession session) {
    spark = session;
  }

  @Override
  public void handle(ObjectNode order) {
    if (order.has("cancel")) cancel(order.get("cancel").asText());
    else if (order.has("execute")) start(order.get("execute").asText(), order);
  }

  private void start(String id, ObjectNode order) {
    ControlPlane.tell(ControlPlane.object().put("taken", id));
    Thread thread = new Thread(() -> {
      ControlPlane.tell(outcome(id, order).put("executed", id));
      running.remove(id);
    }, "statement-" + id);
    thread.setDaemon(true);
    running.put(id, thread);
    thread.start();
  }

  private void cancel(String id) {
    Thread thread = running.get(id);
    if (thread == null) return;
    spark.sparkContext().cancelJobGroup(id);
    thread.interrupt();
  }

  private ObjectNode outcome(String id, JsonNode order) {
    ObjectNode[] result = new ObjectNode[1];
    boolean took = false;
    try {
      turns.acquire();
      took = true;
      Caller caller = Caller.of(order.path("workspace").asText(), order.path("token").asText());
      caller.run(id, null, () -> result[0] = Unchecked.get(() -> execute(id, order)));
      return result[0];
    } catch (Throwable error) {
      return failure(error);
    } finally {
      if (took) turns.release();
    }
  }

  private ObjectNode execute(String id, JsonNode order) throws Exception {
    SparkSession session = spark.newSession();
    SparkSession.setActiveSession(session);
    spark.sparkContext().setJobGroup(id, "statement", true);
    session.conf().set("spark.sql.session.timeZone", "UTC");
    CatalogNames.bring(session.sessionState().conf());
    if (order.has("catalog")) session.sql("SET CATALOG " + quoted(order.get("catalog").asText()));
    if (order.has("schema")) session.sql("USE SCHEMA " + quoted(order.get("schema").asText()));
    Dataset<Row> rows = session.sql(order.path("statement").asText(), parameters(session, order.path("parameters")));
    Results results = new Results(Path.of(order.path("folder").asText()), order.path("format").asText());
    return results.write(rows, order.path("row_limit").asLong(0), order.path("byte_limit").asLong(0));
  }

  /** The values of named parameters, each of the type that was asked for. */
  private static Map<String, Object> parameters(SparkSession session, JsonNode given) {
    Map<String, Object> values = new HashMap<>();
    for (JsonNode each : given) {
      String type = DataType.fromDDL(each.path("type").asText("STRING")).sql();
      JsonNode value = each.get("value");
      String text = value == null || value.isNull() ? null : value.asText();
      Object typed = text == null || type.equals("STRING") ? text
          : session.sql("SELECT CAST(:value AS " + type + ")", Map.of("value", text)).collectAsList().get(0).get(0);
      values.put(each.path("name").asText(), typed);
    }
    return values;
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static ObjectNode failure(Throwable error) {
    Throwable told = told(error);
    ObjectNode failure = ControlPlane.object();
    ObjectNode described = failure.putObject("error").put("message", wordsOf(told));
    if (told instanceof SparkThrowable known && known.getSqlState() != null) described.put("sql_state", known.getSqlState());
    return failure;
  }

  /** Without the plan, which says much of Spark and nothing of the mistake. */
  private static String wordsOf(Throwable told) {
    if (told instanceof SparkThrowable known && "CATALOG_NOT_FOUND".equals(known.getCondition())) {
      String name = known.getMessageParameters().get("catalogName");
      return "[NO_SUCH_CATALOG_EXCEPTION] Catalog '" + name.replace("`", "") + "' was not found. SQLSTATE: 42704";
    }
    String words = told instanceof AnalysisException mistake ? mistake.getSimpleMessage() : String.valueOf(told.getMessage());
    return words.replace(CatalogManager.SESSION_CATALOG_NAME(), GovernedExtensions.HIVE_METASTORE);
  }

  /** The innermost that says something to whoever wrote the statement. */
  private static Throwable told(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) if (each instanceof Refused) return each;
    return error;
  }
}
