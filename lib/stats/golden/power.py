"""Power of a two-sided t-test from statsmodels, and the noncentral t distribution from scipy.

python -m venv v && v/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && v/bin/python power.py
"""

import json
import pathlib

import scipy
import statsmodels
from scipy.stats import nct, t
from statsmodels.stats.power import TTestPower

CASES = [(0.5, 3), (0, 19), (1.96, 19), (2.8, 19), (2.8, 29), (-2.8, 29), (2.8, 99), (1, 179), (3.5, 179), (6, 99), (2.5, 1), (4, 2.5)]


def power(noncentrality, degrees, level):
    nobs = degrees + 1
    return TTestPower().power(noncentrality / nobs**0.5, nobs, 1 - level, df=degrees)


def by_scipy(noncentrality, degrees, level):
    critical = t.ppf((1 + level) / 2, degrees)
    return nct.sf(critical, degrees, noncentrality) + nct.cdf(-critical, degrees, noncentrality)


cases = []
for noncentrality, degrees in CASES:
    for level in (0.95, 0.9):
        cases.append(
            {
                "noncentrality": noncentrality,
                "degreesOfFreedom": degrees,
                "level": level,
                "statsmodels": power(noncentrality, degrees, level),
                "scipy": by_scipy(noncentrality, degrees, level),
            }
        )

out = {"packages": {"statsmodels": statsmodels.__version__, "scipy": scipy.__version__}, "cases": cases}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
