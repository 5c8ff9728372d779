package lakestage.dataserver;

import java.util.ArrayList;
import java.util.List;

/** Where in a statement words are words, and where they are somebody's text. */
final class Quoting {
  private Quoting() {}

  /** The statement with what is in quotes and comments turned to blanks: every place stays where it was. */
  static String blanked(String statement) {
    StringBuilder bare = new StringBuilder(statement);
    int index = 0;
    while (index < statement.length()) {
      int end = endOfText(statement, index);
      for (int each = index; each < end; each++) bare.setCharAt(each, ' ');
      index = end > index ? end : index + 1;
    }
    return bare.toString();
  }

  /** The statement without its comments. */
  static String withoutComments(String statement) {
    StringBuilder bare = new StringBuilder();
    int index = 0;
    while (index < statement.length()) {
      int end = Math.max(endOfText(statement, index), index + 1);
      boolean comment = end > index + 1 && (statement.startsWith("--", index) || statement.startsWith("/*", index));
      bare.append(comment ? " " : statement.substring(index, Math.min(end, statement.length())));
      index = end;
    }
    return bare.toString();
  }

  /** As SQL writes the text. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Where the text that begins at `start` ends; `start` where none does. */
  private static int endOfText(String statement, int start) {
    char first = statement.charAt(start);
    if (first == '\'' || first == '"' || first == '`') {
      int end = start + 1;
      while (end < statement.length() && statement.charAt(end) != first) end += statement.charAt(end) == '\\' && first != '`' ? 2 : 1;
      return Math.min(end + 1, statement.length());
    }
    if (statement.startsWith("--", start)) {
      int end = statement.indexOf('\n', start);
      return end < 0 ? statement.length() : end;
    }
    if (!statement.startsWith("/*", start)) return start;
    int end = statement.indexOf("*/", start);
    return end < 0 ? statement.length() : end + 2;
  }

  /** Where the parenthesis that opens at `open` is closed; -1 where it is not. */
  static int closing(String bare, int open) {
    int depth = 0;
    for (int index = Math.max(open, 0); open >= 0 && index < bare.length(); index++) {
      if (bare.charAt(index) == '(') depth++;
      if (bare.charAt(index) == ')' && --depth == 0) return index;
    }
    return -1;
  }

  /** The parts between commas, not those in parentheses, angle brackets or quotes. */
  static List<String> split(String list) {
    String bare = blanked(list);
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index < bare.length(); index++) {
      char each = bare.charAt(index);
      if (each == '(' || each == '<') depth++;
      if (each == ')' || each == '>') depth--;
      if (each != ',' || depth != 0) continue;
      parts.add(list.substring(start, index));
      start = index + 1;
    }
    parts.add(list.substring(start));
    return parts;
  }
}
