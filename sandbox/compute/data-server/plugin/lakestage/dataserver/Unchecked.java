package lakestage.dataserver;

import java.util.concurrent.Callable;

/** Spark's interfaces are in Scala and Java: some declare fewer exceptions than their callers expect. */
public final class Unchecked {
  private Unchecked() {}

  /** The same exception, to be thrown where it is not declared. */
  public static RuntimeException thrown(Exception error) {
    return Unchecked.<RuntimeException>as(error);
  }

  static <T> T get(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception error) {
      throw thrown(error);
    }
  }

  @SuppressWarnings("unchecked") // Nothing is cast when it runs.
  private static <E extends Exception> E as(Exception error) throws E {
    throw (E) error;
  }
}
