package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who may read and write where in storage. The control plane says it for a whole table, until something changes. */
final class Places {
  /** What may be done by somebody, through views or not, at a place and below. */
  private record Right(String caller, String operation, String place, List<String> views) {}

  private static final Remembered<Right, Boolean> rights = new Remembered<>();

  private Places() {}

  /** @throws Refused */
  static void require(String url, String operation) {
    required(url, operation);
  }

  /** @return that it is so. @throws Refused */
  static boolean required(String url, String operation) {
    Caller caller = Caller.required();
    ObjectNode request = ControlPlane.object().put("url", url).put("operation", operation);
    List<String> views = viewsFor(request);
    if (isKnown(caller, url, operation, views)) return true;
    long asked = Remembered.now();
    JsonNode place = ControlPlane.ask(caller, "place", request).get("place");
    if (place != null) rights.put(new Right(caller.key(), operation, place.asText(), views), true, asked);
    return true;
  }

  /** What is written, is written by the caller's own right. */
  static List<String> viewsFor(ObjectNode request) {
    return request.path("operation").asText().equals("WRITE") ? List.of() : Through.viewsAt(request.path("url").asText());
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
  private static boolean isKnown(Caller caller, String url, String operation, List<String> views) {
    for (int end = url.length(); end > 0; end = url.lastIndexOf('/', end - 1)) {
      if (rights.find(new Right(caller.key(), operation, url.substring(0, end), views)) != null) return true;
    }
    return false;
  }
}
