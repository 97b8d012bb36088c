"""Krippendorff's alpha by krippendorff and irrCAC, Fleiss' kappa by irrCAC and statsmodels, Gwet's AC1 by irrCAC.

Outcome, in order: 0 A wins, 1 tie, 2 B wins; -1: the rater did not vote. A row is a unit, a column a rater. The last
study has no ties, so that raters could choose from two outcomes.

python -m venv v && v/bin/pip install numpy==1.26.4 krippendorff==0.9.0 irrCAC==0.4.4 statsmodels==0.15.0 \
    && v/bin/python agreement.py
"""

import json
import pathlib
from importlib.metadata import version

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

rng = np.random.default_rng(1971)


def draw(units, raters, share, ties):
    votes = np.full((units, raters), -1)
    for unit in range(units):
        leaning = rng.normal(0.3, 1.2)
        chances = np.array([np.exp(leaning), 0.8 if ties else 0, np.exp(-leaning)])
        for rater in range(raters):
            if rng.random() < share:
                votes[unit, rater] = rng.choice(3, p=chances / chances.sum())
    return votes


def measure(votes, ties):
    outcomes = [0, 1, 2] if ties else [0, 2]
    said = np.where(votes < 0, np.nan, votes)
    counts = np.stack([(votes == outcome).sum(axis=1) for outcome in range(3)], axis=1)
    cac = CAC(pd.DataFrame(said), categories=outcomes, digits=14)
    out = {
        "krippendorff": {
            "nominal": krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"),
            "ordinal": krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal"),
        },
        "irrCAC": {
            "krippendorff": cac.krippendorff()["est"]["coefficient_value"],
            "fleiss": cac.fleiss()["est"]["coefficient_value"],
            "meanEqualShare": cac.fleiss()["est"]["pa"],
            "gwet": cac.gwet()["est"]["coefficient_value"],
        },
    }
    if (votes >= 0).all():
        out["statsmodels"] = {"fleiss": fleiss_kappa(aggregate_raters(votes)[0], method="fleiss")}
    return {"votes": votes.tolist(), "ties": ties, **out}


out = {
    "packages": {name: version(name) for name in ["krippendorff", "irrCAC", "statsmodels"]},
    "studies": [
        measure(draw(40, 4, 1, True), True),
        measure(draw(60, 9, 0.35, True), True),
        measure(draw(50, 6, 0.6, False), False),
    ],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out) + "\n")
