package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes the catalogs that a caller may know of known to the session, before any name of one is looked up; and the workspace's
 * default catalog the one where a session begins.
 */
final class CatalogNames {
  private static final String SETTING = "spark.sql.catalog.";

  private static final String BEGINS_IN = "spark.sql.defaultCatalog";

  /** @param beginsIn nothing where the workspace has no default catalog. */
  private record Known(List<String> names, String beginsIn) {}

  private static final Remembered<String, Known> known = new Remembered<>();

  private CatalogNames() {}

  static void bring(SQLConf settings) {
    Caller caller = Caller.current();
    if (caller == null) return;
    Known known = knownTo(caller);
    for (String name : known.names()) {
      String key = SETTING + name;
      if (settings.contains(key)) continue;
      settings.setConfString(key, GovernedCatalog.class.getName());
      // Delta's own way to a catalog, which would go around this one.
      settings.setConfString(key + ".deltaRestApi.enabled", "false");
    }
    if (known.names().contains(known.beginsIn()) && !settings.contains(BEGINS_IN)) settings.setConfString(BEGINS_IN, known.beginsIn());
  }

  private static Known knownTo(Caller caller) {
    return known.get(caller.key() + " " + Through.views(), () -> {
      JsonNode answer = ControlPlane.ask(caller, "catalogs", ControlPlane.object());
      return new Known(Names.in(answer.path("names")), answer.path("default").asText());
    });
  }

  /** SHOW CATALOGS. */
  static JsonNode list(ObjectNode request) {
    Seq<String> names = CollectionConverters.asScala(knownTo(Caller.required()).names()).toSeq();
    ObjectNode answer = ControlPlane.object();
    answer.putArray("columns").addObject().put("name", "catalog").put("type", "STRING");
    ArrayNode rows = answer.putArray("rows");
    for (String name : CollectionConverters.asJava(StringUtils.filterPattern(names, request.path("pattern").asText("*")))) {
      rows.addArray().add(name);
    }
    return answer;
  }
}
