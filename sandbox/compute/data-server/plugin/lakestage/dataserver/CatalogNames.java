package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.internal.SQLConf;

/** Makes the catalogs that a caller may know of known to the session, before any name of one is looked up. */
final class CatalogNames {
  private static final String SETTING = "spark.sql.catalog.";

  private static final Remembered<String, List<String>> known = new Remembered<>();

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
    return known.get(caller.key() + " " + Through.views(), () -> {
      List<String> names = new ArrayList<>();
      for (JsonNode name : ControlPlane.ask(caller, "catalogs", ControlPlane.object()).path("names")) names.add(name.asText());
      return names;
    });
  }
}
