"""A task's output in a file that does not grow without end: its last part is kept."""

import os


class OutputFile:
    """Keeps between one and two times `bound` of the last bytes."""

    def __init__(self, path: str, bound: int) -> None:
        self._path = path
        self._bound = bound
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._size = 0
        self.total = 0
        """Bytes that were printed, kept or not."""
        self.lost_to: str | None = None
        """Why some of them could not be kept: a full disk, say."""

    def write(self, chunk: bytes) -> None:
        self.total += len(chunk)
        # A full disk loses output and ends nothing: who prints must not wait.
        try:
            self._size += os.write(self._file, chunk)
            if self._size > 2 * self._bound:
                self._shorten()
        except OSError as error:
            self.lost_to = error.strerror

    def _shorten(self) -> None:
        """Goes on in another file, which takes this one's place whole: whoever reads sees the one or the other."""
        kept = os.pread(self._file, self._bound, self._size - self._bound)
        shorter = f"{self._path}.new"
        file = os.open(shorter, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(file, kept)
        os.rename(shorter, self._path)
        os.close(self._file)
        self._file, self._size = file, len(kept)

    def close(self) -> None:
        os.close(self._file)
