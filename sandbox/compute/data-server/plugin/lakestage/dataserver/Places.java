package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who may read and write where in storage. The control plane says it for a whole table, and is believed for a moment. */
final class Places {
  private static final long FRESH_MILLISECONDS = 2_000;
  private static final int MOST = 10_000;

  /** What may be done by somebody at a place and below, and until when that is believed. */
  private record Right(String caller, String operation, String place) {}

  private static final Map<Right, Long> believed = new ConcurrentHashMap<>();

  private Places() {}

  /** @throws Refused */
  static void require(String url, String operation) {
    Caller caller = Caller.required();
    if (isBelieved(caller, url, operation)) return;
    JsonNode place = ControlPlane.ask(caller, "place", ControlPlane.object().put("url", url).put("operation", operation)).get("place");
    if (place == null) return;
    if (believed.size() > MOST) believed.clear();
    believed.put(new Right(caller.key(), operation, place.asText()), System.currentTimeMillis() + FRESH_MILLISECONDS);
  }

  /**
   * Where a path in a volume lies in storage.
   *
   * @param path `<catalog>/<schema>/<volume>/…`
   * @throws Refused
   */
  static String inVolume(String path) {
    String[] parts = path.split("/", 4);
    if (parts.length < 3) throw Refused.with("INVALID_PARAMETER_VALUE", "/Volumes/" + path + " is in no volume.");
    String name = parts[0] + "." + parts[1] + "." + parts[2];
    JsonNode location = ControlPlane.ask(Caller.required(), "volume", ControlPlane.object().put("name", name)).get("location");
    return location.asText() + (parts.length == 3 ? "" : "/" + parts[3]);
  }

  /** At the place itself, or at one around it. */
  private static boolean isBelieved(Caller caller, String url, String operation) {
    long now = System.currentTimeMillis();
    for (int end = url.length(); end > 0; end = url.lastIndexOf('/', end - 1)) {
      Long until = believed.get(new Right(caller.key(), operation, url.substring(0, end)));
      if (until != null && until > now) return true;
    }
    return false;
  }
}
