"""A confidence sequence over finished raters from parts that statsmodels and scipy make.

The standard error at each rater is that of statsmodels' OLS on a constant with votes clustered by rater, taken times
raters / (raters - 1) alone. Robbins' boundary is solved by scipy, and moved from the normal to Student's t by scipy.

python -m venv v && v/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && v/bin/python confidence-sequence.py
"""

import json
import pathlib

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.stats import norm, t

FROM = 20


def crossing(missed):
    return brentq(lambda a: 2 * (norm.sf(a) + a * norm.pdf(a)) - missed, 0.5, 20, xtol=1e-14)


def sequence(groups, level):
    a = crossing(1 - level)
    points = []
    for count in range(FROM, len(groups) + 1):
        d = np.concatenate([np.array(group, float) for group in groups[:count]])
        clusters = np.concatenate([np.full(len(group), rater) for rater, group in enumerate(groups[:count])])
        fit = sm.OLS(d, np.ones(len(d))).fit(
            cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}
        )
        error = fit.bse[0] * np.sqrt(count / (count - 1))
        multiplier = t.isf(norm.sf(np.sqrt(a**2 + np.log(count / FROM))), count - 1)
        value = fit.params[0]
        low, high = max(-1, value - multiplier * error), min(1, value + multiplier * error)
        points.append({"raters": count, "votes": len(d), "value": value, "low": low, "high": high})
    return points


rng = np.random.default_rng(21)
groups = []
for _ in range(60):
    lean = rng.normal(0.2, 0.3)
    chances = np.clip([0.375 - lean / 2, 0.25, 0.375 + lean / 2], 0.01, None)
    groups.append([int(x) for x in rng.choice([-1, 0, 1], rng.integers(3, 12), p=chances / chances.sum())])

out = {
    "packages": {"statsmodels": statsmodels.__version__, "scipy": scipy.__version__},
    "from": FROM,
    "raters": groups,
    "sequences": [{"level": level, "points": sequence(groups, level)} for level in (0.95, 0.8)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
