"""What a kernel does at its start, before a lesson. IPython reads this file."""

import gc

c = get_config()  # noqa: F821 - IPython puts it here
# At every start a kernel warns that it talks over TCP, which a student cannot use.
c.IPKernelApp.log_level = "ERROR"
# Nor is what a student ran in "Try it" kept in a file that the next one at this computer could read,
# and thirty kernels need not wait for one another to write it.
c.HistoryManager.enabled = False
# The libraries a lesson loads are never garbage. Looking through them at Python's usual pace takes
# an eighth of a kernel's work in a lesson (1.67 s of processor time without this line, 1.46 with it).
gc.set_threshold(10_000, 50, 100)
