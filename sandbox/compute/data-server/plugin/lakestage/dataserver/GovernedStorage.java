package lakestage.dataserver;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Azure's storage, `abfss://container@account.dfs.core.windows.net/path`, in a folder of this machine. Before a file is
 * read or written, whoever that is for must be allowed to at that place: by the table or volume that lies there, or by
 * the external location. So no way to a file leads around Unity Catalog, named by its path or reached by a name.
 */
public final class GovernedStorage extends FileSystem {
  public static final String ROOT = "lakestage.storage.root";
  /** Where Spark's own catalog would keep tables: it asks for the folder, and nobody may write there. */
  static final String NOWHERE = "abfss://none@none.dfs.core.windows.net/";
  /** A path without a scheme is below it: `/Volumes/<catalog>/<schema>/<volume>/…`. */
  private static final String VOLUMES = NOWHERE + "Volumes/";
  private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?@[a-z0-9]+\\.dfs\\.core\\.windows\\.net";

  private final FileSystem local = new RawLocalFileSystem();
  private URI uri;

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    setConf(configuration);
    String authority = name.getRawAuthority();
    if (authority == null || !authority.matches(NAME)) throw new IOException(name + " is no storage of Azure's.");
    uri = URI.create("abfss://" + authority);
    local.initialize(URI.create("file:///"), configuration);
  }

  @Override
  public String getScheme() {
    return "abfss";
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public void setWorkingDirectory(Path directory) {}

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return local.open(read(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int bufferSize, short replication,
      long blockSize, Progressable progress) throws IOException {
    Path file = written(path);
    local.mkdirs(file.getParent());
    return committed(path, local.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream createNonRecursive(Path path, FsPermission permission, EnumSet<CreateFlag> flags, int bufferSize,
      short replication, long blockSize, Progressable progress) throws IOException {
    return create(path, permission, flags.contains(CreateFlag.OVERWRITE), bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) throws IOException {
    return local.append(written(path), bufferSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Path source = written(from);
    Path target = written(to);
    // As Azure does, and unlike this machine: what is there is not replaced.
    if (local.exists(target) && !local.getFileStatus(target).isDirectory()) return false;
    if (!local.rename(source, target)) return false;
    Commits.tell(to);
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return local.delete(written(path), recursive);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    if (NOWHERE.equals(absolute(path).toString())) return true;
    return local.mkdirs(written(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] found = local.listStatus(read(path));
    for (int index = 0; index < found.length; index++) {
      found[index] = shown(found[index], new Path(absolute(path), found[index].getPath().getName()));
    }
    return found;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return shown(local.getFileStatus(read(path)), absolute(path));
  }

  private FSDataOutputStream committed(Path path, FSDataOutputStream inner) throws IOException {
    return Commits.isCommit(path) ? new FSDataOutputStream(Commits.telling(path, inner), statistics) : inner;
  }

  private Path read(Path path) throws IOException {
    return permitted(path, "READ");
  }

  private Path written(Path path) throws IOException {
    return permitted(path, "WRITE");
  }

  private Path permitted(Path path, String operation) throws IOException {
    String named = absolute(path).toString();
    String url = named.startsWith(VOLUMES) ? Places.inVolume(named.substring(VOLUMES.length())) : named;
    Places.require(url, operation);
    return here(new Path(url).toUri(), path);
  }

  private Path absolute(Path path) {
    checkPath(path);
    return path.makeQualified(uri, getWorkingDirectory());
  }

  private static Path here(URI url, Path path) throws IOException {
    String below = url.getPath();
    if (("/" + below + "/").contains("/../")) throw new FileNotFoundException(path.toString());
    String[] parts = url.getRawAuthority().split("[@.]");
    Path container = new Path(System.getProperty(ROOT) + "/" + parts[1] + "/" + parts[0]);
    return new Path(container, new Path(below.isEmpty() || below.equals("/") ? "." : below.substring(1)));
  }

  private static FileStatus shown(FileStatus status, Path path) {
    return new FileStatus(
        status.getLen(), status.isDirectory(), 1, status.getBlockSize(), status.getModificationTime(), path);
  }
}
