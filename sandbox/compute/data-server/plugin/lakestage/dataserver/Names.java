package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** Names of tables as statements have them, and in full. */
final class Names {
  private Names() {}

  static List<String> in(JsonNode list) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : list) names.add(each.asText());
    return names;
  }

  /** The session's catalog, and schema where it has one. */
  static List<String> current(SparkSession session) {
    CatalogManager manager = session.sessionState().catalogManager();
    List<String> current = new ArrayList<>(List.of(manager.currentCatalog().name()));
    current.addAll(List.of(manager.currentNamespace()));
    return current;
  }

  /** Catalog, schema and name. @throws Refused where the session's catalog is Spark's own, which keeps nothing. */
  static List<String> full(SparkSession session, List<String> parts) {
    List<String> current = current(session);
    if (parts.size() > 3) throw Refused.with("INVALID_PARAMETER_VALUE", "The name " + String.join(".", parts) + " has more than three parts.");
    if (current.size() < 2) current.add("default");
    List<String> full = new ArrayList<>(current.subList(0, 3 - parts.size() > 2 ? 2 : Math.max(0, 3 - parts.size())));
    full.addAll(parts);
    if (full.get(0).equals(CatalogManager.SESSION_CATALOG_NAME())) {
      throw Refused.denied("Tables and views are in catalogs: name it as <catalog>.<schema>." + full.get(2) + ", or USE CATALOG first.");
    }
    return full;
  }

  static ObjectNode said(List<String> full) {
    return ControlPlane.object().put("catalog", full.get(0)).put("schema", full.get(1)).put("name", full.get(2));
  }
}
