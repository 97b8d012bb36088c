"""Variance components of crossed prompts and raters.

Balanced table: analysis of variance by statsmodels (mean squares), and REML by statsmodels' MixedLM, which is the same
where no component is at its bound. Unbalanced table, with turns: every pair of votes looked at by numpy. Components
from logits: integrals by scipy.

python -m venv v && v/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1
v/bin/python variance-components.py
"""

import json
import pathlib

import numpy as np
import pandas as pd
import scipy
import statsmodels
import statsmodels.formula.api as smf
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit
from scipy.stats import norm
from statsmodels.stats.anova import anova_lm

OUTCOME = {1: 0, -1: 1, 0: 2}


def draw(rng, logit, tie_rate):
    if rng.random() < tie_rate:
        return 0
    return 1 if rng.random() < expit(logit) else -1


def balanced():
    rng = np.random.default_rng(11)
    prompts, raters = 15, 12
    a, b = rng.normal(0, 1.5, prompts), rng.normal(0, 1.2, raters)
    votes = [(p, 0, r, draw(rng, 0.3 + a[p] + b[r], 0.2)) for p in range(prompts) for r in range(raters)]
    frame = pd.DataFrame(votes, columns=["prompt", "turn", "rater", "d"])
    table = anova_lm(smf.ols("d ~ C(prompt) + C(rater)", frame).fit(), typ=2)
    mean_square = table["sum_sq"] / table["df"]
    rest = mean_square["Residual"]
    anova = {
        "prompt": (mean_square["C(prompt)"] - rest) / raters,
        "rater": (mean_square["C(rater)"] - rest) / prompts,
        "residual": rest,
    }
    frame["all"] = 1
    model = smf.mixedlm(
        "d ~ 1", frame, groups="all", re_formula="0", vc_formula={"prompt": "0 + C(prompt)", "rater": "0 + C(rater)"}
    )
    fit = model.fit(reml=True)
    names = list(model.exog_vc.names)
    reml = {name: float(fit.vcomp[names.index(name)]) for name in ("prompt", "rater")} | {"residual": float(fit.scale)}
    return {"votes": votes, "anova": anova, "reml": reml}


def unbalanced():
    rng = np.random.default_rng(12)
    prompts, raters = 20, 9
    a, b = rng.normal(0, 0.8, prompts), rng.normal(0, 0.5, raters)
    votes = []
    for p in range(prompts):
        for r in rng.choice(raters, rng.integers(1, 6), replace=False):
            for turn in range(1, 1 + rng.integers(1, 3)):
                votes.append((p, turn, int(r), draw(rng, 0.3 + a[p] + b[r], 0.25)))
    v = np.array(votes)
    halves = (v[:, None, 3] - v[None, :, 3]) ** 2 / 2
    same_prompt = v[:, None, 0] == v[None, :, 0]
    same_rater = v[:, None, 2] == v[None, :, 2]
    prompt_only = halves[same_prompt & ~same_rater].mean()
    rater_only = halves[~same_prompt & same_rater].mean()
    neither = halves[~same_prompt & ~same_rater].mean()
    pairs = {
        "prompt": neither - prompt_only,
        "rater": neither - rater_only,
        "residual": prompt_only + rater_only - neither,
    }
    return {"votes": votes, "pairs": pairs}


def over_normal(f):
    return quad(lambda z: f(z) * norm.pdf(z), -9, 9, epsabs=1e-13, epsrel=1e-12, limit=400)[0]


def logits(prompt_sd, rater_sd, tie_rate, difference):
    decided = 1 - tie_rate

    def mean_of(mean, sd):
        return over_normal(lambda z: 2 * expit(mean + sd * z) - 1)

    total_sd = np.hypot(prompt_sd, rater_sd)
    mean = brentq(lambda m: decided * mean_of(m, total_sd) - difference, -30, 30, xtol=1e-13)

    def variance(sd, other):
        first = over_normal(lambda z: mean_of(mean + sd * z, other))
        return over_normal(lambda z: (mean_of(mean + sd * z, other) - first) ** 2)

    prompt, rater = decided**2 * variance(prompt_sd, rater_sd), decided**2 * variance(rater_sd, prompt_sd)
    return {
        "guess": {"promptSd": prompt_sd, "raterSd": rater_sd, "tieRate": tie_rate, "meanDifference": difference},
        "components": {"prompt": prompt, "rater": rater, "residual": decided - difference**2 - prompt - rater},
    }


def plain(value):
    return value.item() if hasattr(value, "item") else value


out = {
    "packages": {"statsmodels": statsmodels.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    "columns": ["prompt", "turn", "rater", "difference"],
    "balanced": balanced(),
    "unbalanced": unbalanced(),
    "logits": [logits(0.8, 0.5, 0.25, 0.1), logits(1, 0.7, 0.25, 0.0875), logits(0.2, 2, 0, -0.4), logits(0, 0.5, 0.5, 0)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, default=plain) + "\n")
