package lakestage.dataserver;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/** Whatever is not governed: this machine's own files, and what lies behind other addresses. */
public final class RefusedStorage extends RawLocalFileSystem {
  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    throw new AccessControlException(new Refused("PERMISSION_DENIED",
        name.getScheme() + ": is not reached from here. Give a path of a table's, a volume's or an external location's, abfss://…").getMessage());
  }
}
