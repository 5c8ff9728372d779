package lakestage.dataserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What is read through a view is read as the view's owner. While a view is resolved, whatever is asked is asked through it;
 * which places were found under it is kept for what runs, so that their files are read by the same right, and no others are.
 */
public final class Through {
  private static final String PROPERTY = "lakestage.through";
  private static final int MOST = 2_000;

  /** By what runs: the views, outermost first, through which each place is read. */
  private static final Map<String, Map<String, List<String>>> places = Collections.synchronizedMap(new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Map<String, List<String>>> eldest) {
      return size() > MOST;
    }
  });

  private Through() {}

  /** The views, outermost first, that are being resolved. */
  static List<String> views() {
    String said = Caller.said(PROPERTY);
    return said == null || said.isEmpty() ? List.of() : List.of(said.split(","));
  }

  /** Resolves what is in `view`, which is read through those that are being resolved. */
  static <T> T view(String view, Supplier<T> work) {
    List<String> around = views();
    if (around.contains(view)) throw Refused.with("RECURSIVE_VIEW", "The view " + view + " is made of itself: " + String.join(" -> ", around) + ".");
    return Caller.saying(PROPERTY, around.isEmpty() ? view : String.join(",", around) + "," + view, work);
  }

  /** Does `work` by the caller's own rights. */
  static <T> T nothing(Supplier<T> work) {
    return Caller.saying(PROPERTY, "", work);
  }

  /** What runs reads at `place`, and below, through `views`. */
  static void found(String place, List<String> views) {
    String running = Caller.running();
    if (running != null) places.computeIfAbsent(running, key -> new ConcurrentHashMap<>()).put(place, views);
  }

  /** Whether what runs reads anything through a view, also by a plan before. */
  static boolean isUsed() {
    String running = Caller.running();
    return running != null && places.containsKey(running);
  }

  /** Through which views what runs reads at `url`; none: by the caller's own right. */
  static List<String> viewsAt(String url) {
    List<String> resolving = views();
    if (!resolving.isEmpty()) return resolving;
    String running = Caller.running();
    Map<String, List<String>> known = running == null ? null : places.get(running);
    if (known == null || Caller.said(PROPERTY) != null) return List.of();
    for (int end = url.length(); end > 0; end = url.lastIndexOf('/', end - 1)) {
      List<String> views = known.get(url.substring(0, end));
      if (views != null) return views;
    }
    return List.of();
  }
}
