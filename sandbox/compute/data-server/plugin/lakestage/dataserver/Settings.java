package lakestage.dataserver;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which settings and options are whoever's who uses the server, and which are the server's. */
final class Settings {
  /** What decides where names lead, which code is loaded, and how files are reached. */
  private static final List<String> CLOSED = List.of(
      "spark.sql.catalog.", "spark.sql.extensions", "spark.sql.warehouse.dir", "spark.hadoop.", "spark.jars", "spark.files",
      "spark.plugins", "spark.connect.", "spark.driver.", "spark.executor.", "spark.pyspark.", "spark.python.",
      "spark.sql.streaming.checkpointfilemanagerclass", "spark.sql.sources.commitprotocolclass", "spark.sql.parquet.output.committer.class",
      "spark.sql.sources.outputcommitterclass", "spark.sql.artifact.", "spark.sql.redaction.", "spark.delta.logstore.",
      "spark.databricks.delta.logstore.", "spark.databricks.delta.commitcoordinator", "spark.databricks.delta.coordinatedcommits",
      "spark.sql.hive.", "spark.sql.ui.", "spark.ui.", "lakestage.");

  private Settings() {}

  /** @throws Refused for a setting of the server's. */
  static void requireOpen(String setting) {
    String key = setting.strip().toLowerCase(Locale.ROOT);
    if (CLOSED.stream().anyMatch(key::startsWith) || isOfFiles(key)) {
      throw Refused.denied("The setting " + setting + " is the data server's, and cannot be changed.");
    }
  }

  /** Options by which a database's driver would load classes, or reach this machine's files. */
  private static final Set<String> OF_DRIVERS = Set.of(
      "socketfactory", "socketfactoryarg", "sslfactory", "sslfactoryarg", "sslhostnameverifier", "sslpasswordcallback", "sslkey",
      "sslcert", "sslrootcert", "authenticationpluginclassname", "loggerfile", "xmlfactoryfactory", "jaasapplicationname",
      "gsslib", "localsocketaddress", "service", "keytab", "connectionprovider");
  private static final String DRIVER = "org.postgresql.Driver";

  /** @throws Refused for a database that would be inside the server, or a driver that would bring code along. */
  private static void requireDatabase(String key, String value) {
    if (OF_DRIVERS.contains(key)) throw Refused.denied("The option " + key + " is the data server's, and cannot be given.");
    if (key.equals("driver") && !value.strip().equals(DRIVER)) {
      throw Refused.denied("The data server has no driver " + value + ": over JDBC it reaches PostgreSQL, by " + DRIVER + ".");
    }
    String url = value.strip().toLowerCase(Locale.ROOT);
    if (!key.equals("url") || !url.startsWith("jdbc:")) return;
    if (!url.startsWith("jdbc:postgresql:")) {
      throw Refused.denied("The data server reaches PostgreSQL over JDBC, jdbc:postgresql://…, and no other database.");
    }
    for (String part : url.split("[?&]")) requireDatabase(part.split("=", 2)[0], "");
  }

  /** @throws Refused for an option of a reader or writer that would choose how files are reached, or whose code runs. */
  static void requireOption(String option, String value) {
    String key = option.strip().toLowerCase(Locale.ROOT);
    requireDatabase(key, value);
    if (isOfFiles(key) || key.startsWith("option.fs.") || key.startsWith("spark.hadoop.")) {
      throw Refused.denied("The option " + option + " is the data server's, and cannot be given.");
    }
  }

  /** Any of Hadoop's own: they would say which class reads what. */
  private static boolean isOfFiles(String key) {
    return key.startsWith("fs.") || key.startsWith("hadoop.") || key.startsWith("io.") || key.startsWith("mapreduce.")
        || key.startsWith("mapred.") || key.startsWith("parquet.") || key.startsWith("dfs.");
  }
}
