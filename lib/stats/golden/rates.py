"""Rates of one pair of models: clustered covariances from statsmodels, and CR2 with Imbens and Kolesár's degrees of
freedom written out in matrices, which the closed forms of the code under test must agree with.

python -m venv v && v/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && v/bin/python rates.py
"""

import json
import pathlib

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy.stats import t
from statsmodels.stats.sandwich_covariance import cov_cluster, cov_cluster_2groups

LEVEL = 0.95
# of better, tied and worse; and whether ties are left out
RATES = {
    "better": ([1, 0, 0], False),
    "tied": ([0, 1, 0], False),
    "worse": ([0, 0, 1], False),
    "half": ([1, 0.5, 0], False),
    "dropped": ([1, 0, 0], True),
    "better_or_tied": ([1, 1, 0], False),
    "difference": ([1, 0, -1], False),
}


def draw_uneven(rng):
    votes = []
    activity = np.exp(rng.normal(size=8))
    for prompt in range(12):
        for turn in (1, 2):
            raters = rng.choice(8, size=rng.integers(1, 7), replace=False, p=activity / activity.sum())
            votes += [[prompt, turn, int(rater), int(rng.choice(3, p=[0.45, 0.25, 0.3]))] for rater in raters]
    return votes


def draw_balanced(rng):
    lean = rng.normal(size=6)[:, None] + rng.normal(size=5)[None, :] + rng.normal(size=(6, 5))
    return [[p, 0, r, int(np.digitize(lean[p, r], [-0.6, 0.4]))] for p in range(6) for r in range(5)]


def cr2(influence_of, residuals, groups):
    """influence_of: each observation's weight in the mean; ordinary least squares on a constant."""
    n = len(residuals)
    hat = np.full((n, n), 1 / n)
    left = np.eye(n) - hat
    variance, rows = 0, []
    for group in np.unique(groups):
        at = groups == group
        values, vectors = np.linalg.eigh(left[np.ix_(at, at)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        adjusted = influence_of[at] @ root
        variance += (adjusted @ residuals[at]) ** 2
        rows.append(adjusted @ left[at])
    same = groups[:, None] == groups[None, :]
    others = same & ~np.eye(n, dtype=bool)
    products = np.outer(residuals, residuals)
    correlation = products[others].mean() / (residuals**2).mean() if others.any() else 0
    working = np.eye(n) + min(1, max(0, correlation)) * others
    kernel = np.array(rows) @ working @ np.array(rows).T
    return variance, np.trace(kernel) ** 2 / np.trace(kernel @ kernel)


def estimate(votes, rate, weighing):
    scores, drops = RATES[rate]
    prompt, _, rater, outcome = np.array(votes).T
    per_prompt = np.bincount(prompt)[prompt]
    keep = outcome != 1 if drops else np.full(len(outcome), True)
    y = np.array(scores)[outcome][keep]
    weights = 1 / per_prompt[keep] if weighing == "prompts" else np.ones(keep.sum())
    fit = sm.WLS(y, np.ones(len(y)), weights=weights).fit()
    prompt, rater = prompt[keep], rater[keep]
    both = prompt * 1000 + rater
    out = {"rate": rate, "weighing": weighing, "value": fit.params[0]}
    for name, correction in (("raw", False), ("corrected", True)):
        two_way, by_prompt, by_rater = cov_cluster_2groups(fit, prompt, rater, use_correction=correction)
        by_both = cov_cluster(fit, both, use_correction=correction)
        out[name] = {key: float(np.squeeze(value)) for key, value in
                     {"prompts": by_prompt, "raters": by_rater, "promptRaters": by_both, "twoWay": two_way}.items()}
    if weighing == "votes":
        influence, residuals = np.full(len(y), 1 / len(y)), y - y.mean()
        ways = {"prompts": prompt, "raters": rater, "promptRaters": both}
        out["cr2"] = {name: dict(zip(("variance", "degreesOfFreedom"), cr2(influence, residuals, groups)))
                      for name, groups in ways.items()}
    return out


def interval(value, variance, degrees):
    half = t.ppf((1 + LEVEL) / 2, degrees) * variance**0.5
    return {"standardError": variance**0.5, "degreesOfFreedom": degrees, "low": value - half, "high": value + half}


rng = np.random.default_rng(20)
uneven, balanced = draw_uneven(rng), draw_balanced(rng)
cases = {"uneven": {"votes": uneven}, "balanced": {"votes": balanced}}
for name, case in cases.items():
    case["estimates"] = [estimate(case["votes"], rate, weighing) for rate in RATES for weighing in ("votes", "prompts")]
for each in cases["balanced"]["estimates"]:
    # all clusters are equal: statsmodels' own correction is the whole of it
    if each["rate"] != "dropped":
        variance = max(each["corrected"][way] for way in ("twoWay", "prompts", "raters"))
        each["prompts_like_these"] = interval(each["value"], variance, 4)
        each["these_prompts"] = interval(each["value"], each["corrected"]["raters"], 4)

packages = {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
out = {"packages": packages, "columns": "prompt, turn, rater, outcome (0 better, 1 tied, 2 worse)", "level": LEVEL, **cases}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1))
