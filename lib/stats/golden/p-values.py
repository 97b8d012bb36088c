"""Student's t from scipy; Holm's adjustment and two one-sided tests from statsmodels.

python -m venv v && v/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && v/bin/python p-values.py
"""

import json
import pathlib

import numpy as np
import scipy
import statsmodels
from scipy.stats import t
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import DescrStatsW

rng = np.random.default_rng(21)
students = [
    {"t": x, "degreesOfFreedom": df, "cdf": t.cdf(x, df), "twoSidedP": 2 * t.sf(abs(x), df), "critical95": t.ppf(0.975, df)}
    for df in (1, 2.5, 9.6, 19, 99, 1000)
    for x in (-12.0, -1.96, -0.3, 0.0, 0.7, 2.5)
]
lists = [[0.01, 0.04, 0.03], [0.5], [0.02, 0.02, 0.02, 0.9], [1.0, 0.0, 0.6], *(list(rng.uniform(size=n) ** 3) for n in (5, 12, 40))]
holm = [{"ps": ps, "adjusted": list(multipletests(ps, method="holm")[1])} for ps in lists]
tost = []
for n, mean, margin in ((10, 0.1, 0.5), (20, -0.2, 0.4), (50, 0.0, 0.1), (30, 0.6, 0.5)):
    data = DescrStatsW(rng.normal(mean, 0.6, size=n))
    p = data.ttost_mean(-margin, margin)[0]
    tost.append({"value": data.mean, "standardError": data.std_mean, "degreesOfFreedom": n - 1, "margin": margin, "p": p})

packages = {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
out = {"packages": packages, "students": students, "holm": holm, "tost": tost}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1))
