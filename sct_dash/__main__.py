"""``python -m sct_dash``: the command line."""

import gc
import os
import sys

gc.disable()  # a command leaves next to no garbage; looking for it among all that is imported takes 40 ms
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads that no command has work for
from sct_dash.cli import main  # noqa: E402 (both stand before all that it loads)

try:
    code = main()
    sys.stdout.flush()
except BrokenPipeError:  # the reader, such as `head`, has seen enough
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    code = 0
gc.freeze()  # so that the interpreter, as it ends, does not look for it either: 40 ms
sys.exit(code)
