"""Bradley-Terry strengths by choix, evalica and arena-rank; order effect and clustered covariance by statsmodels.

Twenty prompts and twelve raters, each rater once on each prompt, so that all clusters are of one size and the usual
correction G / (G - 1) is the one to expect. Covariances are of strengths whose mean is 0. A tie is half a win each. Outcome: 0 A wins, 1 B wins, 2 tie.

python -m venv v && v/bin/pip install numpy==2.3.3 choix==0.4.1 evalica==0.4.2 arena-rank==0.1.1 statsmodels==0.15.0 \
    && v/bin/python bradley-terry.py
"""

import json
import pathlib
from importlib.metadata import version

import choix
import evalica
import numpy as np
import pandas as pd
import statsmodels.api as sm
from arena_rank.models.bradley_terry import BradleyTerry
from arena_rank.utils.data_utils import PairDataset

MODELS, PROMPTS, RATERS = 5, 20, 12
rng = np.random.default_rng(1952)


def draw_votes():
    strengths = np.array([0.7, 0.3, 0.0, -0.2, -0.8])
    prompts, raters = rng.normal(0, 0.5, (PROMPTS, MODELS)), rng.normal(0, 0.4, (RATERS, MODELS))
    votes = []
    for p in range(PROMPTS):
        for r in range(RATERS):
            a, b = rng.choice(MODELS, 2, replace=False)
            first = int(rng.integers(2))
            s = (strengths + prompts[p] + raters[r])[[a, b]] @ [1, -1] + (0.4 if first == 0 else -0.4)
            weights = np.array([np.exp(s / 2), np.exp(-s / 2), 0.7])
            votes.append([p, r, int(a), int(b), first, int(rng.choice(3, p=weights / weights.sum()))])
    return votes


votes = np.array(draw_votes())
prompt, rater, a, b, first, outcome = votes.T
y = np.array([1, 0, 0.5])[outcome]


def by_choix():
    # each vote twice, a tie as one win each
    wins = [(i, j) for i, j, o in zip(a, b, outcome) if o == 0] * 2 + [(j, i) for i, j, o in zip(a, b, outcome) if o == 1] * 2
    wins += [pair for i, j, o in zip(a, b, outcome) if o == 2 for pair in ((i, j), (j, i))]
    return {
        "newton": choix.opt_pairwise(MODELS, wins, alpha=0, method="Newton-CG", tol=1e-12).tolist(),
        "ilsr": choix.ilsr_pairwise(MODELS, wins, alpha=0, max_iter=1000, tol=1e-12).tolist(),
    }


def by_evalica():
    winners = [[evalica.Winner.X, evalica.Winner.Y, evalica.Winner.Draw][o] for o in outcome]
    result = evalica.bradley_terry(a.tolist(), b.tolist(), winners, tie_weight=0.5, tolerance=1e-14, limit=100_000)
    logs = np.log([result.scores[model] for model in range(MODELS)])
    return (logs - logs.mean()).tolist()


def by_arena_rank():
    names = np.array(["model_a", "model_b", "tie"])
    frame = pd.DataFrame({"model_a": a.astype(str), "model_b": b.astype(str), "winner": names[outcome]})
    data = PairDataset.from_pandas(frame)
    model = BradleyTerry(n_competitors=MODELS, ftol=1e-15, gtol=1e-12)
    ratings = model.compute_ratings_and_cis(data, significance_level=0.05)["ratings"]
    by_name = dict(zip(data.competitors, np.array(ratings)))
    scores = np.array([by_name[str(m)] for m in range(MODELS)])
    return (scores - scores.mean() + 1000).tolist()


def design(with_order):
    x = np.zeros((len(votes), MODELS))
    x[np.arange(len(votes)), a] += 1
    x[np.arange(len(votes)), b] -= 1
    # model 0 is the reference
    columns = [x[:, 1:]] + ([np.where(first == 0, 1, -1)[:, None]] if with_order else [])
    return np.hstack(columns)


def with_mean_0(covariance):
    """From strengths against model 0 to strengths whose mean is 0; model 0 gets its row and column."""
    full = np.pad(covariance, ((1, 0), (1, 0)))
    turn = np.eye(len(full))
    turn[:MODELS, :MODELS] -= 1 / MODELS
    return turn @ full @ turn.T


def repair(covariance):
    """Negative eigenvalues set to 0, as Cameron, Gelbach and Miller do."""
    values, vectors = np.linalg.eigh(covariance)
    return vectors @ np.diag(np.maximum(values, 0)) @ vectors.T


def by_statsmodels(with_order):
    x = design(with_order)
    glm = sm.GLM(y, x, family=sm.families.Binomial())

    def covariance(clusters):
        fit = glm.fit(cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": False}, tol=1e-14)
        count = len(np.unique(clusters))
        return fit.cov_params() * count / (count - 1)

    of_raters = covariance(rater)
    two_way = covariance(prompt) + of_raters - covariance(prompt * RATERS + rater)
    fit = glm.fit(tol=1e-14)
    return {
        "parameters": np.concatenate([[0], fit.params]).tolist(),
        "logLikelihood": float((y * np.log(fit.mu) + (1 - y) * np.log1p(-fit.mu)).sum()),
        "these_prompts": with_mean_0(of_raters).tolist(),
        "prompts_like_these": repair(with_mean_0(two_way)).tolist(),
    }


def pearson():
    low, high = np.minimum(a, b), np.maximum(a, b)
    frame = pd.DataFrame({"low": low, "high": high, "y": np.where(a < b, y, 1 - y), "n": 1})
    pairs = frame.groupby(["low", "high"], as_index=False).sum()
    x = np.zeros((len(pairs), MODELS))
    x[np.arange(len(pairs)), pairs.low] += 1
    x[np.arange(len(pairs)), pairs.high] -= 1
    fit = sm.GLM(np.column_stack([pairs.y, pairs.n - pairs.y]), x[:, 1:], family=sm.families.Binomial()).fit(tol=1e-14)
    return {"statistic": float(fit.pearson_chi2), "degreesOfFreedom": int(fit.df_resid)}


out = {
    "packages": {name: version(name) for name in ["choix", "evalica", "arena-rank", "statsmodels"]},
    "sizes": {"prompts": PROMPTS, "raters": RATERS, "models": MODELS},
    "votes": dict(zip(["prompt", "rater", "modelA", "modelB", "firstShown", "outcome"], votes.T.tolist())),
    "choix": by_choix(),
    "evalica": by_evalica(),
    "arenaRankScores": by_arena_rank(),
    "statsmodels": by_statsmodels(False),
    "statsmodelsWithOrder": by_statsmodels(True),
    "pearson": pearson(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
