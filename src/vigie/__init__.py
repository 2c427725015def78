"""Vigie, a lookout: raw classified ads in; linked, ranked and explained profiles out."""

import os

__version__ = "0.1.0"

# onnxruntime reports to its maker from 1.29 on unless this stands before it is loaded. The extra
# stays below that; this holds where somebody installs a newer one.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
