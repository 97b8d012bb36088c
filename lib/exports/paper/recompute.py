#!/usr/bin/env python3
"""Recomputes a study's headline numbers from votes.csv alone.

    python3 recompute.py [--votes votes.csv] [--results results.json]

Needs Python 3.9 or later and nothing but its standard library. Prints, for each pair of models on each prompt set, the counts,
the shares, the win rate and the difference of better minus worse with 95% intervals. Where results.json is there, its numbers,
which are those of the dashboard, are held against these, and the script ends with 1 if any differs. results.json only says
which options were used and from which of two models a pair is seen; no number is taken from it.

Method: votes share prompts and raters. "Prompts like these": two-way clustered by prompt and rater (Cameron, Gelbach and Miller,
2011), and no smaller than either way alone. "These prompts": clustered by rater. Each cluster's squared influence is divided by
1 less its weight (CR2, Bell and McCaffrey, 2002); Student's t with Satterthwaite's degrees of freedom. Where all votes are
alike, Clopper and Pearson's bound at none of so many clusters as the degrees of freedom stand for.

Majorities: a comparison (a prompt and a turn) counts once, as what most of its votes chose. The variance of comparisons,
clustered by prompt, and what comparisons have in common through their raters (the leading term of Efron and Stein, 1981). A
rater's influence is averaged over draws of the other votes (Efron, 2014). "These prompts": comparisons on their own, less the
share that lasts from one half of the votes to the other (Spearman and Brown, 1910).
"""

import argparse
import csv
import json
import math
import os
import re
import sys
from collections import defaultdict

LEVEL = 0.95
# a rate is the sum of what better, tied and worse votes score, divided by the sum of what they count
RATES = {
    "better": ((1, 0, 0), (1, 1, 1), (0, 1)),
    "tied": ((0, 1, 0), (1, 1, 1), (0, 1)),
    "worse": ((0, 0, 1), (1, 1, 1), (0, 1)),
    "half": ((1, 0.5, 0), (1, 1, 1), (0, 1)),
    "dropped": ((1, 0, 0), (1, 0, 1), (0, 1)),
    "better_or_tied": ((1, 1, 0), (1, 1, 1), (0, 1)),
    "difference": ((1, 0, -1), (1, 1, 1), (-1, 1)),
}
IN_RESULTS = {
    "better": "betterShare",
    "tied": "tiedShare",
    "worse": "worseShare",
    "better_or_tied": "betterOrTied",
    "difference": "difference",
}


class CannotSay(Exception):
    """The votes do not bear the figure."""


def unguard(cell):
    """A text cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell) else cell


def read_votes(path):
    """Votes that count, by prompt set and pair of models in the order of their names.

    A vote is (prompt, turn, rater, outcome); outcome: the winner's name, or None for a tie or both bad, or "" for cannot judge.
    """
    pairs = defaultdict(list)
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["purpose"] != "main" or row["rater_kind"] != "human" or row["excluded"] == "true":
                continue
            first, second = unguard(row["first_model"]), unguard(row["second_model"])
            outcome = {"first": first, "second": second, "cannot_judge": ""}.get(row["choice"])
            key = (unguard(row["prompt_set"]), *sorted((first, second)))
            pairs[key].append((unguard(row["prompt"]), row["turn"], row["rater"], outcome, row["choice"] == "both_bad"))
    return pairs


def count(votes, model):
    """Numbers of votes as seen from one model."""
    judged = [vote for vote in votes if vote[3] != ""]
    counts = {"better": 0, "tied": 0, "worse": 0, "bothBad": 0}
    for _, _, _, winner, is_both_bad in judged:
        if is_both_bad:
            counts["bothBad"] += 1
        else:
            counts["tied" if winner is None else "better" if winner == model else "worse"] += 1
    counts["cannotJudge"] = len(votes) - len(judged)
    counts["votes"] = len(judged)
    counts["raters"] = len({vote[2] for vote in judged})
    counts["prompts"] = len({vote[0] for vote in judged})
    return counts


def gather(votes, model):
    """Ballots, one for each rater on each prompt and turn: (prompt, turn, rater) to numbers of better, tied and worse votes."""
    ballots = defaultdict(lambda: [0, 0, 0])
    for prompt, turn, rater, winner, _ in votes:
        if winner != "":
            ballots[prompt, turn, rater][1 if winner is None else 0 if winner == model else 2] += 1
    return ballots


def scored(ballots, scores):
    return [sum(score * votes for score, votes in zip(scores, ballot)) for ballot in ballots.values()]


def summed(column, keys):
    sums = defaultdict(float)
    for value, key in zip(column, keys):
        sums[key] += value
    return sums


def degrees_of_freedom(weights, variances):
    """Satterthwaite's: 2 E[V]^2 / Var[V] of the clustered variance V, in closed form."""
    total = sum(variances)
    trace = squares = aww = avv = awv = 0.0
    for w, v in zip(weights, variances):
        a = 1 / (1 - w)
        low = total * w * w - 2 * w * v
        trace += a * (v + low)
        squares += a * a * v * (v + 2 * low)
        aww += a * w * w
        avv += a * v * v
        awv += a * w * v
    squares += 2 * aww * avv + total * total * aww * aww + 2 * awv * awv - 4 * total * aww * awv
    return trace * trace / squares


def clustered(influence, weight, keys):
    """Variance and degrees of freedom where ballots hang together within clusters and not between them."""
    sums, weights = summed(influence, keys), summed(weight, keys)
    own = summed([w * w for w in weight], keys)
    variance = sum(value * value / (1 - weights[key]) for key, value in sums.items())
    alone = sum(value * value for value in influence)
    of_own = sum(own.values())
    pairs = sum(w * w for w in weights.values()) - of_own
    # nothing to correlate: no cluster has two ballots, or none moves anything, which leaves 1e-36 or so
    is_nothing = pairs < 1e-12 or alone < 1e-18
    ratio = 0 if is_nothing else (sum(s * s for s in sums.values()) - alone) / pairs / (alone / of_own)
    correlation = min(1, max(0, ratio))
    spread = [own[key] + correlation * (weights[key] ** 2 - own[key]) for key in sums]
    return variance, degrees_of_freedom([weights[key] for key in sums], spread)


def require_two(counts, ways):
    for name, keys in ways.items():
        if sum(1 for value in summed(counts, keys).values() if value > 0) < 2:
            raise CannotSay(f"all votes that count are of one {name}, or there are none")


def estimate(ballots, rate, options):
    """A rate with its interval.

    Raises CannotSay where one prompt or one rater has all that counts, or nothing is left without ties.
    """
    score_of, counts_of, possible = RATES[rate]
    by_majority = options["aggregation"] == "majority"
    ways = {"rater": [key[2] for key in ballots]}
    if options["estimand"] == "prompts_like_these":
        ways["prompt"] = [key[0] for key in ballots]
    outcomes = [sum(ballot[i] for ballot in ballots.values()) for i in range(3)]
    if by_majority:
        majorities = [majority_of(lead_of(tally)) for tally in tally_comparisons(ballots).values()]
        outcomes = [majorities.count(i) for i in range(3)]
    different = {score_of[i] for i in range(3) if outcomes[i] > 0 and counts_of[i] > 0}
    if len(different) == 1:
        counts = scored(ballots, counts_of)
        require_two(counts, ways)
        return unanimous(different.pop(), counts, ways.values(), possible)
    if by_majority:
        value, variance, freedom = majority_spread(ballots, rate, ways)
    else:
        value, variance, freedom = vote_spread(ballots, rate, ways, options["aggregation"])
    if math.sqrt(variance) < 1e-9:
        raise CannotSay("the votes cancel out within every prompt and rater")
    reach = student_quantile((1 + LEVEL) / 2, freedom) * math.sqrt(variance)
    return value, max(possible[0], value - reach), min(possible[1], value + reach)


def vote_spread(ballots, rate, ways, aggregation):
    """A rate over votes, each of them or each prompt weighing the same, its variance and its degrees of freedom."""
    score_of, counts_of, _ = RATES[rate]
    prompts = [key[0] for key in ballots]
    score, counts = scored(ballots, score_of), scored(ballots, counts_of)
    require_two(counts, ways)
    if aggregation == "prompts":
        in_prompt = summed(scored(ballots, (1, 1, 1)), prompts)
        score = [value / in_prompt[key] for value, key in zip(score, prompts)]
        counts = [value / in_prompt[key] for value, key in zip(counts, prompts)]
    total = math.fsum(counts)
    value = math.fsum(score) / total
    influence = [(s - value * c) / total for s, c in zip(score, counts)]
    weight = [c / total for c in counts]
    variance, freedom = clustered(influence, weight, ways["rater"])
    if "prompt" in ways:
        by_prompt, freedom_of_prompts = clustered(influence, weight, prompts)
        crossed, _ = clustered(influence, weight, [(key[0], key[2]) for key in ballots])
        variance = max(by_prompt + variance - crossed, by_prompt, variance)
        freedom = min(freedom, freedom_of_prompts)
    return value, variance, freedom


def majority_of(lead):
    """What a comparison counts as: better (0), tied (1) or worse (2)."""
    return 1 if lead == 0 else 0 if lead > 0 else 2


def lead_of(votes):
    return votes[0] - votes[2]


def tally_comparisons(ballots):
    """Numbers of better, tied and worse votes by prompt and turn."""
    tallies = defaultdict(lambda: (0, 0, 0))
    for (prompt, turn, _), ballot in ballots.items():
        tallies[prompt, turn] = tuple(sum(numbers) for numbers in zip(tallies[prompt, turn], ballot))
    return tallies


def distance_from(value, rate, counting=1):
    """How far a majority with some lead is from the mean, as a function of the lead; as one of so many that count."""
    score_of, counts_of, _ = RATES[rate]
    distances = [(score - value * counts) / counting for score, counts in zip(score_of, counts_of)]
    return lambda lead: distances[majority_of(lead)]


def majority_spread(ballots, rate, ways):
    """A rate over comparisons, its variance and its degrees of freedom.

    The variance has two parts. The one is what comparisons have each to themselves; with the same prompts, but not with the
    same raters, some of it would come back and is no error. The other is the covariance between comparisons that one rater
    judged, where it is above 0.
    """
    value, weight, of_comparisons, of_raters = majority_influences(ballots, rate)
    require_two(weight, {"rater": ways["rater"]})
    by_rater, freedom = clustered(of_raters, weight, ways["rater"])
    if "prompt" in ways:
        require_two(weight, {"prompt": ways["prompt"]})
        variance, freedom_of_prompts = clustered(of_comparisons, weight, ways["prompt"])
        within, _ = clustered(of_raters, weight, [(key[0], key[2]) for key in ballots])
        return value, variance + max(0, by_rater - within), min(freedom, freedom_of_prompts)
    comparisons = [key[:2] for key in ballots]
    require_two(weight, {"comparison": comparisons})
    variance, _ = clustered(of_comparisons, weight, comparisons)
    lasting = lasting_share(tally_comparisons(ballots).values(), distance_from(value, rate))
    within = sum(i * i / (1 - w) for i, w in zip(of_raters, weight))
    return value, variance * (1 - lasting) + max(0, by_rater - within), freedom


def majority_rate(tallies, rate):
    """The rate, and how many comparisons count for it."""
    score_of, counts_of, _ = RATES[rate]
    majorities = [majority_of(lead_of(tally)) for tally in tallies.values()]
    counting = sum(counts_of[majority] for majority in majorities)
    if counting == 0:
        raise CannotSay("all majorities are ties")
    return sum(score_of[majority] for majority in majorities) / counting, counting


def majority_influences(ballots, rate):
    """The rate, and by ballot: its weight, its part of its comparison's influence, and what its rater moves the rate by."""
    tallies = tally_comparisons(ballots)
    value, counting = majority_rate(tallies, rate)
    distance = distance_from(value, rate, counting)
    comparisons = [key[:2] for key in ballots]
    raters = summed([1] * len(ballots), comparisons)
    counts_of = RATES[rate][1]
    weight = [counts_of[majority_of(lead_of(tallies[key]))] / counting / raters[key] for key in comparisons]
    parts = [distance(lead_of(tallies[key])) / raters[key] for key in comparisons]
    effects = rater_effects(ballots, tallies, raters, distance)
    # the only rater of a comparison moves all of it
    of_raters = [part if raters[key] == 1 else effect for part, effect, key in zip(parts, effects, comparisons)]
    return value, weight, parts, of_raters


def rater_effects(ballots, tallies, raters, distance):
    """What each ballot does to the majority of its comparison.

    To leave a ballot out changes few majorities, by much. So its effect is averaged over what the other raters of the
    comparison might have voted (Efron, 2014), and all effects are then scaled: a vote for the model shall do as much as it
    does when ballots are left out.
    """
    comparisons = [key[:2] for key in ballots]
    others = {tally: chances_of_leads(tally) for tally in set(tallies.values())}
    opinions, jumps, averages = [], [], []
    for key, ballot in zip(comparisons, ballots.values()):
        lead, own = lead_of(tallies[key]), lead_of(ballot)
        opinions.append(own)
        jumps.append(distance(lead) - distance(lead - own))
        averages.append(sum(chance * distance(of + own) for of, chance in others[tallies[key]].items()))
    opinions, jumps, averages = (centre(column, comparisons, raters) for column in (opinions, jumps, averages))
    by_jumps = sum(one * other for one, other in zip(opinions, jumps))
    by_averages = sum(one * other for one, other in zip(opinions, averages))
    factor = 0 if abs(by_averages) < 1e-12 else by_jumps / by_averages
    return [factor * average for average in averages]


def chances_of_leads(tally):
    """By lead: its chance where all votes but one are drawn anew, each as the comparison's votes are shared out."""
    shares = [votes / sum(tally) for votes in tally]
    chances = {0: 1.0}
    for _ in range(sum(tally) - 1):
        drawn = defaultdict(float)
        for lead, chance in chances.items():
            for step, share in zip((1, 0, -1), shares):
                drawn[lead + step] += chance * share
        chances = drawn
    return chances


def centre(column, comparisons, raters):
    """Less the mean of the comparison's ballots, and made larger for the ballot's own part in that mean."""
    sums = summed(column, comparisons)
    return [
        0 if raters[key] == 1 else (value - sums[key] / raters[key]) * raters[key] / (raters[key] - 1)
        for value, key in zip(column, comparisons)
    ]


def lasting_share(tallies, distance):
    """The share of the variance of majorities that other raters would find again.

    It is how the majority in half of a comparison's votes correlates with that in the other half, over all halves there are,
    stepped up from half of the votes to all (Spearman, 1910; Brown, 1910).
    """
    halved = [tally for tally in tallies if sum(tally) > 1]
    if len(halved) < 2:
        return 0
    known = {tally: moments_of_halves(tally, distance) for tally in set(halved)}
    one, other, one_squared, other_squared, product = map(sum, zip(*(known[tally] for tally in halved)))
    covariance = product - one * other / len(halved)
    first, second = one_squared - one * one / len(halved), other_squared - other * other / len(halved)
    # halves that are all alike leave 1e-17 or so
    if covariance <= 0 or first <= 1e-12 * one_squared or second <= 1e-12 * other_squared:
        return 0
    correlation = min(1, covariance / math.sqrt(first * second))
    return 2 * correlation / (1 + correlation)


def moments_of_halves(tally, distance):
    """Means of both halves' distances, of their squares and of their product; of an odd number the first half is smaller."""
    better, tied, worse = tally
    half = sum(tally) // 2
    sums = [0.0] * 5
    for won in range(max(0, half - tied - worse), min(better, half) + 1):
        for lost in range(max(0, half - won - tied), min(worse, half - won) + 1):
            ways = math.comb(better, won) * math.comb(worse, lost) * math.comb(tied, half - won - lost)
            one, other = distance(won - lost), distance(better - won - (worse - lost))
            products = (one, other, one * one, other * other, one * other)
            sums = [total + ways / math.comb(sum(tally), half) * of for total, of in zip(sums, products)]
    return sums


def unanimous(value, counts, ways, possible):
    """The interval where all that counts is alike, and the spread of the votes would be nothing."""
    total = sum(counts)
    freedom = math.inf
    for keys in ways:
        weights = list(summed([c / total for c in counts], keys).values())
        freedom = min(freedom, degrees_of_freedom(weights, [w * w for w in weights]))
    share = 1 - ((1 - LEVEL) / 2) ** (1 / (freedom + 1))
    low, high = possible
    return value, value - share * (value - low), value + share * (high - value)


def student_cdf(t, freedom):
    """P(T <= t), by the incomplete beta function."""
    half = 0.5 * incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)
    return 1 - half if t > 0 else half


def student_quantile(share, freedom):
    low, high = 0.0, 1.0
    while student_cdf(high, freedom) < share:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if student_cdf(middle, freedom) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def incomplete_beta(x, a, b):
    """Regularised, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny, fraction, c, d = 1e-300, 1.0, 1.0, 0.0
    for step in range(1000):
        m = step // 2
        if step == 0:
            numerator = 1.0
        elif step % 2 == 0:
            numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + numerator * d or tiny)
        c = 1 + numerator / c or tiny
        fraction *= c * d
        if abs(1 - c * d) < 1e-15:
            break
    return front * (fraction - 1)


def figure(ballots, rate, options):
    try:
        if not ballots:
            raise CannotSay("nobody has judged these two models")
        return estimate(ballots, rate, options)
    except CannotSay as why:
        return str(why)


def differs(mine, theirs):
    """What of a figure is other than in results.json, as words; none: nothing."""
    if isinstance(mine, str) or not theirs["ok"]:
        return [] if isinstance(mine, str) and not theirs["ok"] else ["one of the two has no figure"]
    value, low, high = mine
    stated = theirs["value"]
    interval = stated["interval"]
    found = [("value", value, stated["value"]), ("low", low, interval["low"]), ("high", high, interval["high"])]
    return [f"{name} {here!r}, not {there!r}" for name, here, there in found if abs(here - there) > 1e-6]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--votes", default=os.path.join(here, "votes.csv"))
    parser.add_argument("--results", default=os.path.join(here, "results.json"))
    arguments = parser.parse_args()
    pairs = read_votes(arguments.votes)
    results = None
    if os.path.exists(arguments.results):
        with open(arguments.results, encoding="utf-8") as file:
            results = json.load(file)
    analysis = (results or {}).get("analysis", {})
    options = analysis.get("options", {"estimand": "prompts_like_these", "aggregation": "votes", "tieRule": "half"})
    stated = {(pair["promptSet"], *sorted((pair["model"], pair["opponent"]))): pair for pair in analysis.get("pairs", [])}
    problems = []
    compared = 0
    for key in [*stated, *(key for key in pairs if key not in stated)]:
        pair = stated.get(key)
        model, opponent = (pair["model"], pair["opponent"]) if pair else key[1:]
        votes = pairs.get(key, [])
        counts, ballots = count(votes, model), gather(votes, model)
        print(f"{key[0]}: {model} v {opponent}")
        print("  " + ", ".join(f"{name} {number}" for name, number in counts.items()))
        for rate in ("better", "tied", "worse", options["tieRule"], "difference"):
            mine = figure(ballots, rate, options)
            print(f"  {rate:15}" + (mine if isinstance(mine, str) else write(mine)))
            if pair:
                compared += 1
                name = "winRate" if rate == options["tieRule"] else IN_RESULTS[rate]
                problems += [f"{key}: {rate}: {what}" for what in differs(mine, pair[name])]
        if pair:
            compared += len(counts)
            problems += [f"{key}: {n}: {c}, not {pair[n]}" for n, c in counts.items() if pair[n] != c]
        elif results:
            problems.append(f"{key}: has votes, and is not in results.json")
    if not results:
        return 0
    for problem in problems:
        print(f"DIFFERS {problem}")
    print(f"{compared} numbers held against results.json: {'all equal' if not problems else f'{len(problems)} differ'}.")
    return 1 if problems else 0


def write(found):
    value, low, high = found
    return f"{100 * value:6.1f}  [{100 * low:.1f}, {100 * high:.1f}]"


if __name__ == "__main__":
    sys.exit(main())
