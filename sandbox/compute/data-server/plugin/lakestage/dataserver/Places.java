package lakestage.dataserver;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.security.AccessControlException;

/** Who may read and write where in storage. The control plane says it for a whole table, and is believed for a moment. */
final class Places {
  private static final long FRESH_MILLISECONDS = 2_000;
  private static final int MOST = 10_000;

  /** What may be done by somebody at a place and below, and until when that is believed. */
  private record Right(String caller, String operation, String place) {}

  private static final Map<Right, Long> believed = new ConcurrentHashMap<>();

  private Places() {}

  /** @throws AccessControlException with the control plane's words. */
  static void require(String url, String operation) throws IOException {
    Caller caller = Caller.current();
    if (caller == null) throw new AccessControlException("Nobody asked for " + url);
    if (isBelieved(caller, url, operation)) return;
    try {
      String place = ControlPlane.ask(caller, "place", ControlPlane.object().put("url", url).put("operation", operation))
          .path("place").asText();
      if (believed.size() > MOST) believed.clear();
      believed.put(new Right(caller.key(), operation, place), System.currentTimeMillis() + FRESH_MILLISECONDS);
    } catch (Refused refused) {
      AccessControlException denied = new AccessControlException(refused.getMessage());
      denied.initCause(refused);
      throw denied;
    }
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
