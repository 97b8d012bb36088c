"""Dawid and Skene's consensus by crowd-kit, run far past its own stopping rule.

Five raters of whom one calls half of all units a tie and one answers at random; each unit has two votes or more.
Outcome: 0 A wins, 1 tie, 2 B wins. A row of votes: unit, rater, outcome.

python -m venv v && v/bin/pip install numpy==1.26.4 crowd-kit==1.4.2 && v/bin/python dawid-skene.py
"""

import json
import pathlib
from importlib.metadata import version

import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene

UNITS, RATERS = 80, 5
rng = np.random.default_rng(1979)
CONFUSION = np.array(
    [
        [[0.85, 0.1, 0.05], [0.1, 0.8, 0.1], [0.05, 0.1, 0.85]],
        [[0.8, 0.15, 0.05], [0.15, 0.7, 0.15], [0.05, 0.1, 0.85]],
        [[0.45, 0.5, 0.05], [0.1, 0.8, 0.1], [0.05, 0.5, 0.45]],
        [[0.7, 0.2, 0.1], [0.2, 0.6, 0.2], [0.1, 0.2, 0.7]],
        [[0.4, 0.3, 0.3], [0.3, 0.4, 0.3], [0.3, 0.3, 0.4]],
    ]
)

votes = []
for unit in range(UNITS):
    truth = rng.choice(3, p=[0.45, 0.2, 0.35])
    for rater in rng.choice(RATERS, size=rng.integers(2, RATERS + 1), replace=False):
        votes.append([unit, int(rater), int(rng.choice(3, p=CONFUSION[rater, truth]))])

frame = pd.DataFrame(votes, columns=["task", "worker", "label"])
fit = DawidSkene(n_iter=4000, tol=-1).fit(frame)
errors = np.zeros((RATERS, 3, 3))
for (worker, label), row in fit.errors_.iterrows():
    errors[worker, :, label] = [row[outcome] for outcome in range(3)]

out = {
    "packages": {name: version(name) for name in ["crowd-kit"]},
    "sizes": {"units": UNITS, "raters": RATERS},
    "votes": votes,
    "shares": [float(fit.priors_[outcome]) for outcome in range(3)],
    "consensus": fit.probas_.sort_index()[[0, 1, 2]].to_numpy().tolist(),
    "confusion": errors.tolist(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
