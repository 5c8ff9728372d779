package lakestage.dataserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    ObjectNode commit = ControlPlane.object().put("url", path.toString());
    ArrayNode reads = commit.putArray("reads");
    Reads.soFar().forEach(reads::add);
    Caller.Job job = Caller.job();
    if (job != null) commit.put("job_id", job.id()).put("run_id", job.run());
    ControlPlane.ask(caller, "committed", commit);
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
