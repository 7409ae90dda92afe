"""``python -m sct_dash``: the command line."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads that no command has work for
from sct_dash.cli import main

try:
    code = main()
    sys.stdout.flush()
except BrokenPipeError:  # the reader, such as `head`, has seen enough
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    code = 0
sys.exit(code)
