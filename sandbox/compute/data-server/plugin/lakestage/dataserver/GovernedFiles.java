package lakestage.dataserver;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** The same storage behind Hadoop's other interface, which streams keep their checkpoints by. */
public final class GovernedFiles extends DelegateToFileSystem {
  public GovernedFiles(URI uri, Configuration configuration) throws IOException, URISyntaxException {
    super(uri, opened(uri, configuration), configuration, "abfss", false);
  }

  private static GovernedStorage opened(URI uri, Configuration configuration) throws IOException {
    GovernedStorage storage = new GovernedStorage();
    storage.initialize(uri, configuration);
    return storage;
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }
}
