"""Leaderboards as others compute them, timed: one line of JSON for each votes file.

FastChat's method: pandas resamples the rows, counts them by pair, and scikit-learn fits a logistic regression without a
penalty; a tie is half a win for each. evalica: Bradley and Terry by its own core. arena-rank: its fit with its own
intervals.

python leaderboard.py votes.csv ROUNDS    (columns: model_a, model_b, outcome: 0 A wins, 1 B wins, 2 tie)
pip install pandas scikit-learn evalica arena-rank
"""

import json
import sys
import time
import warnings
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import pandas as pd


def timed(work):
    begun = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - begun) * 1000


def fit_by_logistic_regression(frame, models):
    from sklearn.linear_model import LogisticRegression

    a, b = frame["model_a"].to_numpy(), frame["model_b"].to_numpy()
    share_of_a = np.array([1.0, 0.0, 0.5])[frame["outcome"].to_numpy()]
    wins = np.zeros((models, models))
    np.add.at(wins, (a, b), share_of_a)
    np.add.at(wins, (b, a), 1 - share_of_a)
    rows, columns = np.nonzero((wins > 0) | (wins.T > 0))
    design = np.zeros((len(rows), models))
    design[np.arange(len(rows)), rows] = 1
    design[np.arange(len(rows)), columns] = -1
    design = np.vstack([design, design])
    won = np.repeat([1, 0], len(rows))
    weight = np.concatenate([wins[rows, columns], wins[columns, rows]])
    kept = weight > 0
    model = LogisticRegression(fit_intercept=False, C=np.inf, tol=1e-6, max_iter=1000)
    model.fit(design[kept], won[kept], sample_weight=weight[kept])
    return model.coef_[0]


def by_fastchat(frame, models, rounds):
    fit_by_logistic_regression(frame, models)  # imports
    _, fit = timed(lambda: fit_by_logistic_regression(frame, models))
    generator = np.random.default_rng(1)

    def bootstrap():
        for _ in range(rounds):
            fit_by_logistic_regression(frame.sample(frac=1.0, replace=True, random_state=generator), models)

    return {"fitMs": fit, "roundMs": timed(bootstrap)[1] / rounds, "rounds": rounds}


def by_evalica(frame):
    import evalica

    winners = [evalica.Winner.X, evalica.Winner.Y, evalica.Winner.Draw]
    xs, ys = frame["model_a"].tolist(), frame["model_b"].tolist()
    outcomes = [winners[outcome] for outcome in frame["outcome"]]
    _, ms = timed(lambda: evalica.bradley_terry(xs, ys, outcomes, tie_weight=0.5, tolerance=1e-9, limit=100_000))
    return {"fitMs": ms}


def by_arena_rank(frame, models):
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    names = np.array(["model_a", "model_b", "tie"])
    battles = pd.DataFrame(
        {
            "model_a": frame["model_a"].astype(str),
            "model_b": frame["model_b"].astype(str),
            "winner": names[frame["outcome"].to_numpy()],
        }
    )
    data = PairDataset.from_pandas(battles)
    fit = lambda: BradleyTerry(n_competitors=models).compute_ratings_and_cis(data, significance_level=0.05)
    fit()  # compiles
    return {"fitMs": timed(fit)[1]}


def main():
    warnings.simplefilter("ignore")
    path, rounds = sys.argv[1], int(sys.argv[2])
    frame = pd.read_csv(path)
    models = int(frame[["model_a", "model_b"]].to_numpy().max()) + 1
    peers = {
        "scikit-learn": lambda: by_fastchat(frame, models, rounds),
        "evalica": lambda: by_evalica(frame),
        "arena-rank": lambda: by_arena_rank(frame, models),
    }
    found = {}
    for package, measure in peers.items():
        try:
            found[package] = {"version": version(package), **measure()}
        except PackageNotFoundError:
            found[package] = None
    print(json.dumps(found))


main()
