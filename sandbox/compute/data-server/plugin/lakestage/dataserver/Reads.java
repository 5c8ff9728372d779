package lakestage.dataserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tables are read by what runs: what it then writes was made of them. */
public final class Reads {
  private static final int MOST = 2_000;

  /** By what runs: an operation of Spark Connect's, or a statement. */
  private static final Map<String, Set<String>> tables = Collections.synchronizedMap(new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
      return size() > MOST;
    }
  });

  private Reads() {}

  static void add(String fullName) {
    String running = Caller.running();
    if (running == null) return;
    tables.computeIfAbsent(running, key -> Collections.synchronizedSet(new TreeSet<>())).add(fullName);
  }

  public static Set<String> soFar() {
    String running = Caller.running();
    return running == null ? Set.of() : Set.copyOf(tables.getOrDefault(running, Set.of()));
  }
}
