package lakestage.dataserver;

import java.io.FileInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connect.service.SparkConnectService$;

/**
 * The data server: Spark Connect with Delta, for the principals of one sandbox. `Server <storage root>`;
 * it speaks with the control plane, which started it, by its standard input and output.
 */
public final class Server {
  private Server() {}

  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    // Libraries that print write to the log.
    System.setOut(System.err);
    System.setProperty(GovernedStorage.ROOT, arguments[0]);
    Executions executions = new Executions();
    ControlPlane.open(new FileInputStream(FileDescriptor.in), out, executions);
    SparkSession spark = (SparkSession) SparkSession.builder().config(configuration()).getOrCreate();
    executions.open(spark);
    SparkConnectService$ service = SparkConnectService$.MODULE$;
    service.start(spark.sparkContext());
    ControlPlane.tell(ControlPlane.object().put("ready", service.localPort()));
    // Until the control plane's end of the pipe closes: see ControlPlane.
    new CountDownLatch(1).await();
  }

  private static SparkConf configuration() {
    SparkConf settings = new SparkConf(false)
        .setMaster("local[2]")
        .setAppName("lakestage")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.warehouse.dir", GovernedStorage.NOWHERE)
        .set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension," + GovernedExtensions.class.getName())
        .set("spark.sql.catalog.spark_catalog", SparkOwnCatalog.class.getName())
        .set("spark.sql.catalogImplementation", "in-memory")
        .set("spark.sql.sources.default", "delta")
        .set("spark.sql.shuffle.partitions", "2")
        // It computes with the rows that a task hands over while planning: one after the other, all held in memory.
        .set("spark.sql.optimizer.excludedRules", "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation")
        .set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
        .set("spark.sql.artifact.isolation.enabled", "true")
        .set("spark.sql.artifact.isolation.alwaysApplyClassloader", "true")
        // A view is resolved with the session's catalogs: which are known is its reader's and its owner's.
        .set("spark.sql.legacy.useCurrentConfigsForView", "true")
        .set("spark.databricks.delta.snapshotPartitions", "2")
        .set("spark.connect.grpc.binding.address", "127.0.0.1")
        .set("spark.connect.grpc.binding.port", "0")
        .set("spark.connect.grpc.interceptor.classes", CallerInterceptor.class.getName())
        .set("spark.hadoop.fs.abfss.impl", GovernedStorage.class.getName())
        .set("spark.hadoop.fs.AbstractFileSystem.abfss.impl", GovernedFiles.class.getName())
        .set("spark.hadoop.fs.defaultFS", GovernedStorage.NOWHERE);
    for (FileSystem each : ServiceLoader.load(FileSystem.class)) refuse(settings, schemeOf(each));
    refuse(settings, "file");
    return settings;
  }

  private static String schemeOf(FileSystem each) {
    try {
      return each.getScheme();
    } catch (UnsupportedOperationException nameless) {
      return "";
    }
  }

  private static void refuse(SparkConf settings, String scheme) {
    if (scheme.isEmpty()) return;
    settings.set("spark.hadoop.fs." + scheme + ".impl", RefusedStorage.class.getName());
    settings.set("spark.hadoop.fs.AbstractFileSystem." + scheme + ".impl", RefusedFiles.class.getName());
  }
}
