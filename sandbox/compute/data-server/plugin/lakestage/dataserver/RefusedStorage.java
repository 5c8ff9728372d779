package lakestage.dataserver;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Whatever is not governed: this machine's own files, and what lies behind other addresses. */
public final class RefusedStorage extends RawLocalFileSystem {
  @Override
  public void initialize(URI name, Configuration configuration) {
    throw Refused.denied(
        name.getScheme() + ": is not reached from here. Name a table, or a path abfss://… of an external location.");
  }
}
