package lakestage.dataserver;

import org.apache.spark.SparkThrowable;

/** What the control plane refuses, in the words of a SQL warehouse. */
public final class Refused extends RuntimeException implements SparkThrowable {
  private final String code;

  public Refused(String code, String message) {
    super(worded(code, message));
    this.code = code;
  }

  /** The control plane's own error code: `PERMISSION_DENIED`. */
  public String code() {
    return code;
  }

  public boolean isMissing() {
    return code.endsWith("_DOES_NOT_EXIST");
  }

  @Override
  public String getCondition() {
    return conditionOf(code);
  }

  @Override
  public String getErrorClass() {
    return getCondition();
  }

  @Override
  public String getSqlState() {
    return stateOf(code);
  }

  private static String worded(String code, String message) {
    String begin = "INSUFFICIENT_PERMISSIONS".equals(conditionOf(code)) ? "Insufficient privileges: " : "";
    return "[" + conditionOf(code) + "] " + begin + message + " SQLSTATE: " + stateOf(code);
  }

  private static String conditionOf(String code) {
    return code.equals("PERMISSION_DENIED") ? "INSUFFICIENT_PERMISSIONS" : code;
  }

  private static String stateOf(String code) {
    if (code.equals("PERMISSION_DENIED")) return "42501";
    if (code.endsWith("_ALREADY_EXISTS")) return "42710";
    return code.endsWith("_DOES_NOT_EXIST") ? "42704" : "22023";
  }
}
