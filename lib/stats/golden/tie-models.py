"""Davidson's and Rao and Kupper's models with an order effect, by statsmodels; clustered covariance by jax.

Davidson is a log-linear model: Poisson counts of each outcome, one level a pair and order (Fienberg and Larntz, 1976).
Rao and Kupper is the proportional-odds model; each vote is given a second time with the two models swapped, which makes
the thresholds symmetric and doubles the likelihood. Without an order effect Davidson is evalica's Newman too.

Raters vote unequally, on one prompt several times, and in a third of the votes the order is not known, so that the
covariance is written out by hand over jax's exact derivatives: each cluster with a share w of the votes counts
1 / (1 - w) times. Outcome: 0 A wins, 1 B wins, 2 tie. First shown: 0 A, 1 B, 2 unknown.

python -m venv v && v/bin/pip install numpy==2.3.3 pandas==3.1.1 statsmodels==0.15.0 jax==0.8.1 evalica==0.4.2 \
    && v/bin/python tie-models.py
"""

import json
import pathlib
from importlib.metadata import version

import evalica
import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.miscmodels.ordinal_model import OrderedModel

jax.config.update("jax_enable_x64", True)
MODELS, PROMPTS, RATERS, VOTES = 4, 15, 10, 400
rng = np.random.default_rng(1977)


def draw_votes():
    strengths = np.array([0.6, 0.1, -0.2, -0.5])
    prompts, raters = rng.normal(0, 0.5, (PROMPTS, MODELS)), rng.normal(0, 0.4, (RATERS, MODELS))
    activity = np.exp(rng.normal(0, 0.7, RATERS))
    votes = []
    for _ in range(VOTES):
        p, r = rng.integers(PROMPTS), rng.choice(RATERS, p=activity / activity.sum())
        a, b = rng.choice(MODELS, 2, replace=False)
        first = int(rng.integers(3))
        s = (strengths + prompts[p] + raters[r])[[a, b]] @ [1, -1] + [0.4, -0.4, 0][first]
        weights = np.array([np.exp(s / 2), np.exp(-s / 2), 0.8])
        votes.append([int(p), int(r), int(a), int(b), first, int(rng.choice(3, p=weights / weights.sum()))])
    return votes


votes = np.array(draw_votes())
prompt, rater, a, b, first, outcome = votes.T
order = np.array([1, -1, 0])[first]
x = np.zeros((VOTES, MODELS))
x[np.arange(VOTES), a] += 1
x[np.arange(VOTES), b] -= 1
# parameters: models 1 to 3 against model 0, the tie parameter's logarithm, the order effect
features = np.hstack([x[:, 1:], order[:, None]])


def by_poisson(with_order):
    # turned, so that a pair is one group
    turned = a > b
    frame = pd.DataFrame({"a": np.minimum(a, b), "b": np.maximum(a, b)})
    frame["order"] = np.where(turned, -order, order) if with_order else 0
    frame["outcome"] = np.where(turned, np.array([1, 0, 2])[outcome], outcome)
    groups = frame.groupby(["a", "b", "order"])
    rows, counts, levels = [], [], []
    for level, ((i, j, o), group) in enumerate(groups):
        for kind, sign in [(0, 0.5), (1, -0.5), (2, 0.0)]:
            row = np.zeros(MODELS + 2)
            row[i], row[j], row[MODELS], row[MODELS + 1] = sign, -sign, float(kind == 2), sign * o
            rows.append(row)
            counts.append(int((group.outcome == kind).sum()))
            levels.append(level)
    columns = np.array(rows)[:, 1 : MODELS + 1 + int(with_order)]
    level = np.eye(len(groups))[levels]
    fit = sm.GLM(np.array(counts), np.hstack([columns, level]), family=sm.families.Poisson()).fit(tol=1e-13, maxiter=200)
    return fit, columns.shape[1]


def by_ordered_model():
    swapped = np.array([1, 0, 2])[outcome]
    rank = np.array([2, 0, 1])
    y = pd.Series(pd.Categorical(np.concatenate([rank[outcome], rank[swapped]]), ordered=True))
    fit = OrderedModel(y, np.vstack([features, -features]), distr="logit").fit(
        method="newton", maxiter=200, tol=1e-14, disp=False
    )
    params = np.asarray(fit.params)
    thresholds = fit.model.transform_threshold_params(params)[1:-1]
    return {
        "strengths": [0, *params[: MODELS - 1].tolist()],
        "orderEffect": float(params[MODELS - 1]),
        "logTie": float((thresholds[1] - thresholds[0]) / 2),
        "logLikelihood": float(fit.llf / 2),
    }


def davidson(parameters, row, kind):
    s = row[: MODELS - 1] @ parameters[: MODELS - 1] + row[MODELS - 1] * parameters[MODELS]
    parts = jnp.array([s / 2, -s / 2, parameters[MODELS - 1]])
    return parts[kind] - jax.scipy.special.logsumexp(parts)


def rao_kupper(parameters, row, kind):
    s = row[: MODELS - 1] @ parameters[: MODELS - 1] + row[MODELS - 1] * parameters[MODELS]
    eta = parameters[MODELS - 1]
    win, loss = jax.nn.sigmoid(s - eta), jax.nn.sigmoid(-s - eta)
    return jnp.log(jnp.array([win, loss, 1 - win - loss]))[kind]


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


def by_jax(likelihood, start):
    each = lambda p: jax.vmap(lambda row, kind: likelihood(p, row, kind))(features, outcome)
    total = lambda p: each(p).sum()
    p = jnp.array(start)
    for _ in range(50):
        p = p - jnp.linalg.solve(jax.hessian(total)(p), jax.grad(total)(p))
    bread = np.linalg.inv(-np.array(jax.hessian(total)(p)))
    scores = np.array(jax.jacobian(each)(p))

    def meat(clusters):
        parts = [(scores[clusters == c].sum(axis=0), (clusters == c).mean()) for c in np.unique(clusters)]
        return sum(np.outer(sum_, sum_) / (1 - share) for sum_, share in parts)

    of_raters = meat(rater)
    two_way = meat(prompt) + of_raters - meat(prompt * RATERS + rater)
    return {
        "parameters": [0, *np.array(p).tolist()],
        "these_prompts": with_mean_0(bread @ of_raters @ bread).tolist(),
        "prompts_like_these": repair(with_mean_0(bread @ two_way @ bread)).tolist(),
    }


def by_newman():
    winners = [[evalica.Winner.X, evalica.Winner.Y, evalica.Winner.Draw][o] for o in outcome]
    result = evalica.newman(a.tolist(), b.tolist(), winners, tolerance=1e-14, limit=100_000)
    logs = np.log([result.scores[model] for model in range(MODELS)])
    return {"strengths": (logs - logs.mean()).tolist(), "tieParameter": 2 * result.v}


poisson, wide = by_poisson(True)
plain, narrow = by_poisson(False)
start = [0.0, 0.0, 0.0, 0.1, 0.0]
out = {
    "packages": {name: version(name) for name in ["statsmodels", "jax", "evalica"]},
    "sizes": {"prompts": PROMPTS, "raters": RATERS, "models": MODELS},
    "votes": dict(zip(["prompt", "rater", "modelA", "modelB", "firstShown", "outcome"], votes.T.tolist())),
    "davidson": {
        "strengths": [0, *poisson.params[: MODELS - 1].tolist()],
        "logTie": float(poisson.params[MODELS - 1]),
        "orderEffect": float(poisson.params[MODELS]),
        "jax": by_jax(davidson, start),
    },
    "davidsonWithoutOrder": {
        "strengths": [0, *plain.params[: MODELS - 1].tolist()],
        "logTie": float(plain.params[MODELS - 1]),
        "newman": by_newman(),
    },
    "davidsonPearson": {
        "statistic": float(poisson.pearson_chi2),
        "degreesOfFreedom": int(poisson.df_resid),
    },
    "raoKupper": {**by_ordered_model(), "jax": by_jax(rao_kupper, [0.0, 0.0, 0.0, 0.5, 0.0])},
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
