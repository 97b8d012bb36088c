"""Bradley-Terry scores of the 3,355 human votes of MT-Bench, by evalica, choix and arena-rank. A tie is half a win each.

Votes: https://huggingface.co/datasets/lmsys/mt_bench_human_judgments, split "human", one JSON object a line.

python -m venv v && v/bin/pip install numpy==2.3.3 choix==0.4.1 evalica==0.4.2 arena-rank==0.1.1 \
    && v/bin/python mt-bench-strengths.py human.jsonl
"""

import collections
import json
import pathlib
import sys
from importlib.metadata import version

import choix
import evalica
import numpy as np
import pandas as pd
from arena_rank.models.bradley_terry import BradleyTerry
from arena_rank.utils.data_utils import PairDataset

votes = [json.loads(line) for line in open(sys.argv[1])]
models = sorted({vote[side] for vote in votes for side in ("model_a", "model_b")})
place = {model: index for index, model in enumerate(models)}
a = [place[vote["model_a"]] for vote in votes]
b = [place[vote["model_b"]] for vote in votes]

pairs = collections.defaultdict(lambda: [0, 0, 0])
for vote, i, j in zip(votes, a, b):
    kind = {"model_a": 0, "tie": 1, "model_b": 2}[vote["winner"]]
    pairs[(min(i, j), max(i, j))][kind if i < j else 2 - kind] += 1

rows = [[i, j, *counts] for (i, j), counts in sorted(pairs.items())]

winner = {"model_a": evalica.Winner.X, "model_b": evalica.Winner.Y, "tie": evalica.Winner.Draw}
fit = evalica.bradley_terry(a, b, [winner[v["winner"]] for v in votes], tie_weight=0.5, tolerance=1e-14, limit=100_000)
logs = np.log([fit.scores[model] for model in range(len(models))])

wins = []
for vote, i, j in zip(votes, a, b):
    wins += {"model_a": [(i, j)] * 2, "model_b": [(j, i)] * 2, "tie": [(i, j), (j, i)]}[vote["winner"]]

data = PairDataset.from_pandas(pd.DataFrame(votes)[["model_a", "model_b", "winner"]])
ratings = BradleyTerry(n_competitors=len(models), ftol=1e-15, gtol=1e-12).compute_ratings_and_cis(data)["ratings"]
arena = np.array(ratings)[[data.competitors.index(model) for model in models]]

out = {
    "packages": {name: version(name) for name in ["choix", "evalica", "arena-rank"]},
    "models": models,
    "votes": len(votes),
    "pairs": dict(zip(["modelA", "modelB", "aWins", "ties", "bWins"], np.array(rows).T.tolist())),
    "evalica": (logs - logs.mean()).tolist(),
    "choix": choix.ilsr_pairwise(len(models), wins, alpha=0, max_iter=1000, tol=1e-12).tolist(),
    "arenaRankScores": (arena - arena.mean() + 1000).tolist(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
