package lakestage.dataserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.classic.SparkSession;

/** GRANT, REVOKE, SHOW GRANTS and ALTER … OWNER TO, which Spark has no grammar for. */
final class PrivilegeStatements {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final String NAME = "(?:`[^`]+`|[\\w-]+)";
  private static final String TYPE = "CATALOG|SCHEMA|DATABASE|TABLE|VIEW|VOLUME|FUNCTION|MODEL|EXTERNAL\\s+LOCATION|STORAGE\\s+CREDENTIAL"
      + "|SERVICE\\s+CREDENTIAL|CREDENTIAL|CONNECTION|SHARE|METASTORE";
  private static final String SECURABLE = "(?:(METASTORE)|(?:(" + TYPE + ")\\s+)?(" + NAME + "(?:\\." + NAME + ")*))";
  private static final String PRINCIPAL = "(`[^`]+`|'[^']+'|\"[^\"]+\"|[\\w.@-]+)";
  private static final Pattern GRANT = pattern("(GRANT)\\s+(.+?)\\s+ON\\s+" + SECURABLE + "\\s+TO\\s+" + PRINCIPAL);
  private static final Pattern REVOKE = pattern("(REVOKE)\\s+(.+?)\\s+ON\\s+" + SECURABLE + "\\s+FROM\\s+" + PRINCIPAL);
  private static final Pattern SHOW = pattern("SHOW\\s+GRANTS?(?:\\s+" + PRINCIPAL + ")?\\s+ON\\s+" + SECURABLE);
  private static final Pattern OWNER =
      pattern("ALTER\\s+(" + TYPE + ")\\s+(" + NAME + "(?:\\." + NAME + ")*)\\s+(?:SET\\s+)?OWNER\\s+TO\\s+" + PRINCIPAL);

  private PrivilegeStatements() {}

  private static Pattern pattern(String statement) {
    return Pattern.compile("\\s*" + statement + "\\s*;?\\s*", FLAGS);
  }

  /** The call that does what the statement says; null for a statement that is about no privileges. */
  static String callFor(String statement) {
    Matcher change = GRANT.matcher(statement);
    if (!change.matches()) change = REVOKE.matcher(statement);
    if (change.matches()) {
      ObjectNode request = on(change.group(3) == null ? change.group(4) : change.group(3), change.group(5));
      request.put("principal", plain(change.group(6)));
      String list = change.group(1).equalsIgnoreCase("GRANT") ? "add" : "remove";
      for (String privilege : change.group(2).split(",")) request.withArray(list).add(privilegeOf(privilege));
      return Procedure.call("grant", request);
    }
    Matcher show = SHOW.matcher(statement);
    if (show.matches()) {
      ObjectNode request = on(show.group(2) == null ? show.group(3) : show.group(2), show.group(4));
      if (show.group(1) != null) request.put("principal", plain(show.group(1)));
      return Procedure.call("grants", request);
    }
    Matcher owner = OWNER.matcher(statement);
    return owner.matches() ? Procedure.call("owner", on(owner.group(1), owner.group(2)).put("owner", plain(owner.group(3)))) : null;
  }

  /** Asks the control plane what the statement says, of the securable by its full name. */
  static JsonNode ask(String question, ObjectNode request) {
    List<String> name = Names.in(request.path("name"));
    String type = request.path("securable_type").asText();
    SparkSession session = SparkSession.active();
    List<String> full = switch (type) {
      case "table", "volume", "function" -> Names.full(session, name);
      case "schema" -> name.size() == 1 ? List.of(Names.current(session).get(0), name.get(0)) : name;
      default -> name;
    };
    return ControlPlane.ask(Caller.required(), question, request.put("full_name", String.join(".", full)));
  }

  private static ObjectNode on(String type, String name) {
    List<String> parts = new ArrayList<>();
    Matcher part = Pattern.compile(NAME).matcher(name == null ? "" : name);
    while (part.find()) parts.add(plain(part.group()));
    ObjectNode request = ControlPlane.object().put("securable_type", typeOf(type == null ? "TABLE" : type));
    request.set("name", ControlPlane.list(parts));
    return request;
  }

  /** As the API calls it. */
  private static String typeOf(String words) {
    String type = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
    return switch (type) {
      case "database" -> "schema";
      case "view" -> "table";
      case "model" -> "function";
      case "service_credential" -> "credential";
      default -> type;
    };
  }

  private static String privilegeOf(String words) {
    String privilege = words.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_");
    return privilege.equals("ALL") ? "ALL_PRIVILEGES" : privilege;
  }

  private static String plain(String name) {
    return name.strip().replaceAll("^[`'\"]|[`'\"]$", "");
  }
}
