package lakestage.dataserver;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Delta's commits: a file of its log that has come to be. The control plane is told of each. */
final class Commits {
  private static final Pattern FILE = Pattern.compile(".*/_delta_log/\\d{20}\\.json");

  private Commits() {}

  static boolean isCommit(Path path) {
    return FILE.matcher(path.toString()).matches();
  }

  static void tell(Path path) {
    Caller caller = Caller.current();
    if (caller == null || !isCommit(path)) return;
    ControlPlane.ask(caller, "committed", ControlPlane.object().put("url", path.toString()));
  }

  /** `inner`, telling of the commit once it has been closed. */
  static OutputStream telling(Path path, OutputStream inner) {
    return new FilterOutputStream(inner) {
      private boolean told;

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
      }

      @Override
      public void close() throws IOException {
        super.close();
        if (told) return;
        told = true;
        tell(path);
      }
    };
  }
}
