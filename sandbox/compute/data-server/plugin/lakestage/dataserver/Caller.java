package lakestage.dataserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.TaskContext;
import scala.Option;

/**
 * Who is calling: a principal, in a workspace. Spark carries the key from the thread that hears a request to those that
 * work for it, as a local property, which no statement and no setting can change; the token stays in this process.
 */
public record Caller(String key, String name, String workspace, String token) {
  private static final String PROPERTY = "lakestage.caller";
  /** What runs: with all that it does, in whichever thread. */
  static final String OPERATION = "lakestage.operation";
  private static final String JOB = "lakestage.job";
  private static final Map<String, Caller> byKey = new ConcurrentHashMap<>();

  /** Whose the token is, asked at each call. @throws Refused where it is nobody's, or theirs who were not let into the workspace. */
  static Caller of(String workspace, String token) {
    return of("caller", workspace, token);
  }

  /** The same, of whoever connects. @throws Refused also where they may not compute there. */
  static Caller connecting(String workspace, String token) {
    return of("connect", workspace, token);
  }

  private static Caller of(String question, String workspace, String token) {
    var stranger = new Caller("", "", workspace, token);
    var answer = ControlPlane.ask(stranger, question, ControlPlane.object());
    String key = workspace + "/" + answer.path("id").asText();
    Caller caller = new Caller(key, answer.path("name").asText(), workspace, token);
    byKey.put(key, caller);
    return caller;
  }

  /** For whom this thread works; null for nobody. */
  public static Caller current() {
    return named(said(PROPERTY));
  }

  /** What this thread, or the task that it does, is told by a local property. */
  static String said(String property) {
    TaskContext task = TaskContext.get();
    if (task != null) return task.getLocalProperty(property);
    Option<SparkContext> spark = SparkContext$.MODULE$.getActive();
    return spark.isEmpty() ? null : spark.get().getLocalProperty(property);
  }

  /** Tells whatever is done for `work`. */
  static <T> T saying(String property, String value, Supplier<T> work) {
    SparkContext spark = SparkContext$.MODULE$.getActive().get();
    String before = spark.getLocalProperty(property);
    spark.setLocalProperty(property, value);
    try {
      return work.get();
    } finally {
      spark.setLocalProperty(property, before);
    }
  }

  /** What runs in this thread: an operation of Spark Connect's, or a statement. */
  static String running() {
    return said(OPERATION);
  }

  /** For whom this thread works. @throws Refused where that is nobody. */
  public static Caller required() {
    Caller caller = current();
    if (caller == null) throw Refused.denied("Nobody asked for this.");
    return caller;
  }

  private static Caller named(String key) {
    return key == null ? null : byKey.get(key);
  }

  /** The job and its run that say that they work here. */
  public record Job(String id, String run) {}

  public static Job job() {
    String said = said(JOB);
    if (said == null) return null;
    String[] parts = said.split("/", 2);
    return new Job(parts[0], parts[1]);
  }

  /**
   * Does `work` for this caller.
   * @param operation tells it from all else that is done. @param job null: of none.
   */
  void run(String operation, Job job, Runnable work) {
    with(PROPERTY, key, () -> with(OPERATION, operation, () -> with(JOB, job == null ? null : job.id() + "/" + job.run(), work)));
  }

  private static void with(String property, String value, Runnable work) {
    saying(property, value, () -> {
      work.run();
      return null;
    });
  }

  /** Never the token: this is what a log would show. */
  @Override
  public String toString() {
    return name;
  }
}
