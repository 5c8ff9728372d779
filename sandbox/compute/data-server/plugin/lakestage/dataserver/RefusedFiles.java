package lakestage.dataserver;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** What is not governed, behind Hadoop's other interface. */
public final class RefusedFiles extends DelegateToFileSystem {
  public RefusedFiles(URI uri, Configuration configuration) throws IOException, URISyntaxException {
    super(uri, new RefusedStorage(), configuration, uri.getScheme(), false);
  }
}
