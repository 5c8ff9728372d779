"""Says when it was, and does nothing."""

import time

print(time.time())
