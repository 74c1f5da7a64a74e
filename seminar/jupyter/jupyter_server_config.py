"""Where JupyterLab finds our style. A path that holds in any environment needs a line of Python."""

import sys
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter puts it here
c.ServerApp.static_custom_path.append(str(Path(sys.prefix) / "share" / "jupyter" / "custom"))
