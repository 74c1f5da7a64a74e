"""Errors only: at every start a kernel warns that it talks over TCP, which a student cannot use."""

c = get_config()  # noqa: F821 - IPython puts it here
c.IPKernelApp.log_level = "ERROR"
