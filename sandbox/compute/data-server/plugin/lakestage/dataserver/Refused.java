package lakestage.dataserver;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import scala.Option;
import scala.collection.immutable.Map$;

/** What the control plane refuses, in the words of a SQL warehouse: Spark and its clients take it for a mistake in a statement. */
public final class Refused extends AnalysisException {
  private final String code;

  private Refused(String code, String message) {
    super(worded(code, message), Option.empty(), Option.empty(), Option.empty(), Option.apply(conditionOf(code)),
        Map$.MODULE$.<String, String>empty(), new QueryContext[0]);
    this.code = code;
  }

  /** To be thrown. @param code the control plane's own: `PERMISSION_DENIED`. */
  public static RuntimeException with(String code, String message) {
    return Unchecked.thrown(new Refused(code, message));
  }

  public static RuntimeException denied(String message) {
    return with("PERMISSION_DENIED", message);
  }

  public static RuntimeException noSuchCatalog(String name) {
    return with("NO_SUCH_CATALOG_EXCEPTION", "Catalog '" + name + "' was not found, or is not accessible in the current workspace.");
  }

  /** The refusal that was thrown. @throws any other exception as it is. */
  public static Refused in(Exception error) {
    if (error instanceof Refused refused) return refused;
    throw Unchecked.thrown(error);
  }

  public String code() {
    return code;
  }

  public boolean isMissing() {
    return code.endsWith("_DOES_NOT_EXIST");
  }

  @Override
  public String getSqlState() {
    return stateOf(code);
  }

  private static String worded(String code, String message) {
    String begin = conditionOf(code).equals("INSUFFICIENT_PERMISSIONS") ? "Insufficient privileges: " : "";
    return "[" + conditionOf(code) + "] " + begin + message + " SQLSTATE: " + stateOf(code);
  }

  private static String conditionOf(String code) {
    return code.equals("PERMISSION_DENIED") ? "INSUFFICIENT_PERMISSIONS" : code;
  }

  private static String stateOf(String code) {
    if (code.equals("PERMISSION_DENIED")) return "42501";
    if (code.endsWith("_ALREADY_EXISTS")) return "42710";
    return code.endsWith("_DOES_NOT_EXIST") || code.startsWith("NO_SUCH_CATALOG") ? "42704" : "22023";
  }
}
