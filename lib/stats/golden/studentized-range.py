"""Critical values of all differences of k independent estimates of one variance: Tukey's studentized range over root 2.

python -m venv v && v/bin/pip install scipy==1.17.1 && v/bin/python studentized-range.py
"""

import json
import math
import pathlib
from importlib.metadata import version

from scipy.stats import studentized_range

cases = [
    {"models": k, "degreesOfFreedom": df, "level": level, "value": studentized_range.ppf(level, k, df) / math.sqrt(2)}
    for k, df, level in [(2, 10, 0.95), (5, 20, 0.95), (8, 60, 0.9)]
]
out = {"packages": {"scipy": version("scipy")}, "cases": cases}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
