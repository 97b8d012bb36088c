"""Writes blinding-index.json: Bang's index by the multinomial's covariance matrix, not by the closed form that we use.

    python3 blinding-index.py > blinding-index.json

Python's standard library alone (statistics.NormalDist).
"""

import json
import math
import platform
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def index(right: int, wrong: int, unknown: int) -> dict:
    counts = [right, wrong, unknown]
    of = sum(counts)
    shares = [count / of for count in counts]
    weights = [1, -1, 0]
    value = sum(weight * share for weight, share in zip(weights, shares))
    variance = 0.0
    for i in range(3):
        for j in range(3):
            covariance = ((shares[i] if i == j else 0) - shares[i] * shares[j]) / of
            variance += weights[i] * weights[j] * covariance
    error = math.sqrt(variance)
    return {
        "right": right,
        "wrong": wrong,
        "unknown": unknown,
        "value": value,
        "standardError": error,
        "low": max(-1, value - Z * error),
        "high": min(1, value + Z * error),
    }


CASES = [(20, 10, 20), (1, 0, 9), (41, 27, 13), (3, 55, 2), (9, 1, 0), (250, 240, 510), (0, 4, 96)]
print(json.dumps({"python": platform.python_version(), "indices": [index(*case) for case in CASES]}, indent=2))
