package lakestage.dataserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Databricks' SQL says and Spark's does not: `USE CATALOG`, clones with rows, privileges, and keys of tables. Keys are said as a table property
 * that the catalog takes out again, so that Spark finds the table, and the catalog has the last word.
 */
final class Dialect {
  /** The property that stands for keys to be added, as a list in JSON; for one to be dropped, its name. */
  static final String ADDED = "lakestage.constraints.added";
  static final String DROPPED = "lakestage.constraints.dropped";

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern USE_CATALOG = Pattern.compile("\\s*USE\\s+CATALOG\\s+(.*)", FLAGS);
  private static final Pattern SHOW_CATALOGS = Pattern.compile("\\s*SHOW\\s+CATALOGS(?:\\s+(?:LIKE\\s+)?'([^']*)')?\\s*;?\\s*", FLAGS);
  private static final Pattern CREATE = Pattern.compile("\\s*(CREATE|REPLACE)\\b.*?\\bTABLE\\b.*", FLAGS);
  private static final Pattern ALTER_ADD =
      Pattern.compile("(\\s*ALTER\\s+TABLE\\s+.*?)\\sADD\\s+((CONSTRAINT\\s+\\S+\\s+)?(PRIMARY|FOREIGN)\\s+KEY\\b.*)", FLAGS);
  private static final Pattern ALTER_DROP = Pattern.compile(
      "(\\s*ALTER\\s+TABLE\\s+.*?)\\sDROP\\s+(PRIMARY\\s+KEY|CONSTRAINT)(?:\\s+IF\\s+EXISTS)?(?:\\s+(\\S+?))?(?:\\s+(?:RESTRICT|CASCADE))?\\s*;?\\s*", FLAGS);
  private static final Pattern PRIVILEGES = Pattern.compile("\\s*(GRANT|REVOKE|SHOW\\s+GRANTS?|ALTER\\b.*\\bOWNER\\s+TO)\\b", FLAGS);
  private static final Pattern CLONE = Pattern.compile("\\s*(CREATE|REPLACE)\\b.*?\\bTABLE\\b.*?\\sCLONE\\s", FLAGS);
  /** Databricks' own statements, which are about more than tables. */
  private static final Pattern ELSEWHERE = Pattern.compile(
      "\\s*((?:CREATE(?:\\s+OR\\s+REPLACE|\\s+OR\\s+REFRESH)?|DROP|ALTER)\\s+(?:CATALOG|(?:EXTERNAL\\s+)?VOLUME|EXTERNAL\\s+LOCATION|STORAGE\\s+CREDENTIAL"
          + "|CONNECTION|SHARE|RECIPIENT|MATERIALIZED\\s+VIEW|STREAMING\\s+TABLE|MODEL|GROUP|POLICY)|COPY\\s+INTO|UNDROP)\\b(?!.*\\bOWNER\\s+TO\\b)", FLAGS);
  private static final String NAME = "(?:`[^`]+`|\\w+)";
  private static final Pattern KEY = Pattern.compile(
      "\\s*(?:CONSTRAINT\\s+(" + NAME + ")\\s+)?(PRIMARY|FOREIGN)\\s+KEY\\s*\\(([^)]*)\\)"
          + "(?:\\s*REFERENCES\\s+(" + NAME + "(?:\\." + NAME + ")*)\\s*(?:\\(([^)]*)\\))?)?(.*)", FLAGS);
  private static final Pattern COLUMN_KEY = Pattern.compile(
      "(.*?)\\s(?:CONSTRAINT\\s+(" + NAME + ")\\s+)?PRIMARY\\s+KEY\\b(?:\\s+NOT\\s+ENFORCED|\\s+RELY|\\s+NORELY)*(.*)", FLAGS);

  private Dialect() {}

  /** The statement as Spark takes it. */
  static String sparks(String statement) {
    Matcher use = USE_CATALOG.matcher(statement);
    if (use.matches()) return "SET CATALOG " + use.group(1);
    Matcher catalogs = SHOW_CATALOGS.matcher(statement);
    if (catalogs.matches()) {
      ObjectNode request = ControlPlane.object();
      return Procedure.call("catalogs", catalogs.group(1) == null ? request : request.put("pattern", catalogs.group(1)));
    }
    String bare = Quoting.blanked(statement).toUpperCase(Locale.ROOT);
    String call = calledFor(statement, bare);
    if (call != null) return call;
    if (bare.matches("(?s)\\s*ALTER\\s+TABLE\\b.*")) return altered(statement);
    return bare.matches("(?s).*\\b(PRIMARY|FOREIGN)\\s+KEY\\b.*") && CREATE.matcher(bare).matches() ? created(statement) : statement;
  }

  /** The call of a procedure that does what the statement says; null for one that Spark knows. */
  private static String calledFor(String statement, String bare) {
    Matcher elsewhere = ELSEWHERE.matcher(bare);
    if (elsewhere.lookingAt()) {
      throw Refused.with("UNSUPPORTED_OPERATION",
          elsewhere.group(1).replaceAll("\\s+", " ") + " is not run by SQL here: it is done by the API, or declared.");
    }
    if (CLONE.matcher(bare).find()) return DeepClone.callFor(Quoting.withoutComments(statement));
    return PRIVILEGES.matcher(bare).lookingAt() ? PrivilegeStatements.callFor(Quoting.withoutComments(statement)) : null;
  }

  private static String altered(String statement) {
    Matcher add = ALTER_ADD.matcher(statement);
    if (add.matches()) {
      ArrayNode keys = ControlPlane.object().arrayNode();
      addKey(keys, add.group(2).replaceAll("\\s*;\\s*$", ""));
      return property(add.group(1), ADDED, keys.toString());
    }
    Matcher drop = ALTER_DROP.matcher(statement);
    if (!drop.matches()) return statement;
    String name = drop.group(2).equalsIgnoreCase("CONSTRAINT") ? plain(drop.group(3)) : "";
    return property(drop.group(1), DROPPED, name);
  }

  private static String property(String table, String key, String value) {
    return table + " SET TBLPROPERTIES ('" + key + "' = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "')";
  }

  /** Takes the keys out of a table's list of columns. */
  private static String created(String statement) {
    String bare = Quoting.blanked(statement);
    int open = bare.indexOf('(');
    int close = Quoting.closing(bare, open);
    if (close < 0) return statement;
    ArrayNode keys = ControlPlane.object().arrayNode();
    List<String> columns = new ArrayList<>();
    for (String part : Quoting.split(statement.substring(open + 1, close))) {
      Matcher column = COLUMN_KEY.matcher(part);
      if (KEY.matcher(part).matches()) {
        addKey(keys, part);
      } else if (column.matches() && !Quoting.blanked(part).equals(part.replaceAll("(?i)PRIMARY\\s+KEY", ""))) {
        columns.add(column.group(1) + column.group(3));
        addPrimary(keys, column.group(2), List.of(column.group(1).strip().split("\\s+")[0]), "");
      } else {
        columns.add(part);
      }
    }
    if (keys.isEmpty()) return statement;
    String rest = statement.substring(close + 1);
    String said = "'" + ADDED + "' = '" + keys.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    String head = statement.substring(0, open + 1) + String.join(",", columns) + ")";
    Matcher own = Pattern.compile("\\bTBLPROPERTIES\\s*\\(", FLAGS).matcher(Quoting.blanked(rest));
    if (!own.find()) return head + " TBLPROPERTIES (" + said + ") " + rest;
    return head + rest.substring(0, own.end()) + said + ", " + rest.substring(own.end());
  }

  private static void addKey(ArrayNode keys, String text) {
    Matcher key = KEY.matcher(text);
    if (!key.matches()) throw Refused.with("PARSE_SYNTAX_ERROR", "This is not a key: " + text.strip());
    if (key.group(2).equalsIgnoreCase("PRIMARY")) {
      addPrimary(keys, key.group(1), names(key.group(3)), key.group(6));
      return;
    }
    if (key.group(4) == null) throw Refused.with("PARSE_SYNTAX_ERROR", "A foreign key REFERENCES a table: " + text.strip());
    ObjectNode foreign = keys.addObject().putObject("foreign_key_constraint");
    foreign.put("name", plain(key.group(1)));
    fill(foreign.putArray("child_columns"), names(key.group(3)));
    foreign.put("parent_table", plain(key.group(4)));
    fill(foreign.putArray("parent_columns"), key.group(5) == null ? List.of() : names(key.group(5)));
  }

  private static void addPrimary(ArrayNode keys, String name, List<String> columns, String rest) {
    ObjectNode primary = keys.addObject().putObject("primary_key_constraint");
    primary.put("name", plain(name));
    List<String> series = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (String column : columns) {
      String[] words = column.strip().split("\\s+");
      plain.add(plain(words[0]));
      if (words.length > 1 && words[1].equalsIgnoreCase("TIMESERIES")) series.add(plain(words[0]));
    }
    fill(primary.putArray("child_columns"), plain);
    if (!series.isEmpty()) fill(primary.putArray("timeseries_columns"), series);
    if (rest.toUpperCase(Locale.ROOT).matches("(?s).*\\bRELY\\b.*")) primary.put("rely", true);
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String each : list.split(",")) names.add(each.strip());
    return names;
  }

  private static void fill(ArrayNode array, List<String> names) {
    for (String name : names) array.add(plain(name));
  }

  /** Without backticks; nothing for nothing. */
  private static String plain(String name) {
    return name == null ? "" : name.strip().replace("`", "");
  }
}
