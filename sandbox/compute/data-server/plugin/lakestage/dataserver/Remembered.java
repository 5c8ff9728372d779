package lakestage.dataserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the control plane has said, until anything changes there. It tells of a change before it answers whoever made it,
 * and on the same pipe as its answers: whoever is asked for anew after a change is judged by what holds now.
 */
final class Remembered<K, V> {
  private static final int MOST = 10_000;
  private static final AtomicLong changes = new AtomicLong();

  private record Said<V>(V value, long change) {}

  private final Map<K, Said<V>> said = new ConcurrentHashMap<>();

  /** Something has changed: nothing that was said before counts. */
  static void forgetAll() {
    changes.incrementAndGet();
  }

  /** To be taken before the control plane is asked: its answer may be older than a change that is told of meanwhile. */
  static long now() {
    return changes.get();
  }

  /** @return null where nothing was said that still counts. */
  V find(K key) {
    Said<V> found = said.get(key);
    return found != null && found.change() == now() ? found.value() : null;
  }

  /** @param asked when the control plane was asked. */
  void put(K key, V value, long asked) {
    if (said.size() > MOST) said.clear();
    said.put(key, new Said<>(value, asked));
  }

  /** What was said, or what is said to `ask`. */
  V get(K key, Supplier<V> ask) {
    V found = find(key);
    if (found != null) return found;
    long asked = now();
    V value = ask.get();
    put(key, value, asked);
    return value;
  }
}
