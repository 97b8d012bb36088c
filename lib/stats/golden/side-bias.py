"""Exact binomial tests by scipy; means with two-way clustered standard errors by statsmodels.

Twenty prompts and eight raters, each rater once on each prompt, and each rater and prompt with both orders as often:
clusters are of one size, and the usual correction G / (G - 1) is the one to expect. Outcome: 0 A wins, 1 B wins, 2 tie.

python -m venv v && v/bin/pip install numpy==1.26.4 scipy==1.12.0 statsmodels==0.15.0 && v/bin/python side-bias.py
"""

import json
import pathlib
from importlib.metadata import version

import numpy as np
import statsmodels.api as sm
from scipy.stats import binomtest

PROMPTS, RATERS = 20, 8
rng = np.random.default_rng(1934)


def draw(ties):
    prompts, raters = rng.normal(0, 0.8, PROMPTS), rng.normal(0, 0.5, RATERS)
    sides = rng.normal(0.4, 0.5, RATERS)
    rows = []
    for prompt in range(PROMPTS):
        for rater in range(RATERS):
            first = (prompt + rater) % 2
            logit = 0.3 + prompts[prompt] + raters[rater] + (sides[rater] if first == 0 else -sides[rater])
            tie = ties and rng.random() < 0.25
            outcome = 2 if tie else int(rng.random() > 1 / (1 + np.exp(-logit)))
            rows.append([prompt, rater, 0, 1, first, outcome])
    return np.array(rows)


def mean(y, x, votes):
    """The intercept of y on x and a constant, and its standard error clustered by prompt and rater."""
    fit = sm.OLS(y, np.column_stack([np.ones(len(y))] + ([x] if x is not None else []))).fit()

    def variance(clusters):
        covariance = sm.stats.sandwich_covariance.cov_cluster(fit, clusters, use_correction=False)
        count = len(np.unique(clusters))
        return covariance[0, 0] * count / (count - 1)

    prompt, rater = votes[:, 0], votes[:, 1]
    total = variance(prompt) + variance(rater) - variance(prompt * RATERS + rater)
    return {"value": float(fit.params[0]), "standardError": float(np.sqrt(total))}


def columns(votes):
    return dict(zip(["prompt", "rater", "modelA", "modelB", "firstShown", "outcome"], votes.T.tolist()))


decided, tied = draw(False), draw(True)
first, outcome = decided[:, 4], decided[:, 5]
difference = np.array([1, -1, 0])[tied[:, 5]]
coins = [(0, 1), (1, 1), (3, 10), (9, 10), (5, 10), (0, 40), (61, 100), (233, 500), (5210, 10000), (49000, 100000)]
out = {
    "packages": {name: version(name) for name in ["scipy", "statsmodels"]},
    "binomtest": [{"heads": k, "tosses": n, "p": float(binomtest(k, n, 0.5).pvalue)} for k, n in coins],
    "sizes": {"prompts": PROMPTS, "raters": RATERS, "models": 2},
    "firstRate": {"votes": columns(decided), **mean((first == outcome).astype(float), None, decided)},
    # half a step either way from the middle of both orders: the intercept is the mean of the two orders' means
    "adjustedDifference": {"votes": columns(tied), **mean(difference, np.where(tied[:, 4] == 0, 0.5, -0.5), tied)},
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
