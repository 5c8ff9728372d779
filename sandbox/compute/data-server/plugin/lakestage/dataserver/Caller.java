package lakestage.dataserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final String JOB = "lakestage.job";
  private static final long FRESH_MILLISECONDS = 5_000;

  private record Seen(Caller caller, long at) {}

  /** By workspace and token. */
  private static final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private static final Map<String, Caller> byKey = new ConcurrentHashMap<>();

  /** Whose the token is. @throws Refused where it is nobody's, or theirs who were not let into the workspace. */
  static Caller of(String workspace, String token) {
    String credential = workspace + " " + token;
    Seen before = seen.get(credential);
    long now = System.currentTimeMillis();
    if (before != null && now - before.at() < FRESH_MILLISECONDS) return before.caller();
    seen.remove(credential);
    var stranger = new Caller("", "", workspace, token);
    var answer = ControlPlane.ask(stranger, "caller", ControlPlane.object());
    String key = workspace + "/" + answer.path("id").asText();
    Caller caller = new Caller(key, answer.path("name").asText(), workspace, token);
    seen.put(credential, new Seen(caller, now));
    byKey.put(key, caller);
    return caller;
  }

  /** For whom this thread works; null for nobody. */
  public static Caller current() {
    TaskContext task = TaskContext.get();
    if (task != null) return named(task.getLocalProperty(PROPERTY));
    Option<SparkContext> spark = SparkContext$.MODULE$.getActive();
    return spark.isEmpty() ? null : named(spark.get().getLocalProperty(PROPERTY));
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
    Option<SparkContext> spark = SparkContext$.MODULE$.getActive();
    String said = spark.isEmpty() ? null : spark.get().getLocalProperty(JOB);
    if (said == null) return null;
    String[] parts = said.split("/", 2);
    return new Job(parts[0], parts[1]);
  }

  /** Does `work` for this caller, as a part of a job. @param job null: of none. */
  void run(Job job, Runnable work) {
    SparkContext spark = SparkContext$.MODULE$.getActive().get();
    String before = spark.getLocalProperty(JOB);
    spark.setLocalProperty(JOB, job == null ? null : job.id() + "/" + job.run());
    try {
      run(work);
    } finally {
      spark.setLocalProperty(JOB, before);
    }
  }

  /** Does `work` for this caller. */
  void run(Runnable work) {
    SparkContext spark = SparkContext$.MODULE$.getActive().get();
    String before = spark.getLocalProperty(PROPERTY);
    spark.setLocalProperty(PROPERTY, key);
    try {
      work.run();
    } finally {
      spark.setLocalProperty(PROPERTY, before);
    }
  }

  /** Never the token: this is what a log would show. */
  @Override
  public String toString() {
    return name;
  }
}
