package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.internal.SQLConf;

/** Makes the catalogs that a caller may know of known to the session, before any name of one is looked up. */
final class CatalogNames {
  private static final long FRESH_MILLISECONDS = 2_000;
  private static final String SETTING = "spark.sql.catalog.";

  private record Known(List<String> names, long at) {}

  private static final Map<String, Known> known = new ConcurrentHashMap<>();

  private CatalogNames() {}

  static void bring(SQLConf settings) {
    Caller caller = Caller.current();
    if (caller == null) return;
    for (String name : namesFor(caller)) {
      String key = SETTING + name;
      if (settings.contains(key)) continue;
      settings.setConfString(key, GovernedCatalog.class.getName());
      // Delta's own way to a catalog, which would go around this one.
      settings.setConfString(key + ".deltaRestApi.enabled", "false");
    }
  }

  private static List<String> namesFor(Caller caller) {
    long now = System.currentTimeMillis();
    Known before = known.get(caller.key());
    if (before != null && now - before.at() < FRESH_MILLISECONDS) return before.names();
    List<String> names = new ArrayList<>();
    for (JsonNode name : ControlPlane.ask(caller, "catalogs", ControlPlane.object()).path("names")) names.add(name.asText());
    known.put(caller.key(), new Known(names, now));
    return names;
  }
}
