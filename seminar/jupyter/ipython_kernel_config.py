"""What a kernel does at its start, before a lesson. IPython reads this file."""

import gc
import os

c = get_config()  # noqa: F821 - IPython puts it here
# At every start a kernel warns that it talks over TCP, which a student cannot use.
c.IPKernelApp.log_level = "ERROR"
# What a student typed is no business of the next one's on the same computer. All kernels of a class
# would write it into one file, at every cell.
c.HistoryManager.enabled = False
# The libraries a lesson loads are never garbage. Looking through them at Python's usual pace takes
# an eighth of a kernel's work in a lesson (1.67 s of processor time without this line, 1.46 with).
gc.set_threshold(10_000, 50, 100)
# numpy starts a thread for each further core, for sums larger than a lesson's; they busy-wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
