"""Sentence BLEU as sacreBLEU has it: 13a tokens, exponential smoothing, effective order, case kept.

Pairs are drawn from words, symbols, numbers and white space that the tokenisation treats in a way of its own; a reference
is the hypothesis with words dropped, doubled, changed and put around it, or another text.

python -m venv v && v/bin/pip install sacrebleu==2.6.0 && v/bin/python sentence-bleu.py
"""

import json
import pathlib
import random
from importlib.metadata import version

from sacrebleu.metrics import BLEU

random.seed(13)
bleu = BLEU(effective_order=True)

WORDS = """the a of to in and write me poem about sea river how many does it take plan trip list ten ideas for small shop
explain why sky is blue state-of-the-art don't it's 3.14 1,000 2023 3-4 1990s U.S. e.g. e-mail naïve Zürich 東京 привет 😀
x=1 f(x) [a] {b} C++ #1 50% $9.99 &quot;so&quot; R&amp;D a&lt;b <skipped> ~/.bashrc `code` ... !? -- ,. 1. 2, .5 5, re- a.b.c
1,a a,1 7-up 10:30 @me snake_case back\\slash ^caret | "q" 'q'""".split()
SPACES = [" "] * 20 + ["\n", "\t", "  ", "\u00a0", "\u3000", "-\n", "\u2028", "\x85", "\x1c", "\r\n"]
# not white space to Python, though it is to JavaScript
SPACES += ["\ufeff"]


def text(words):
    out = ""
    for word in words:
        out += word + random.choice(SPACES)
    return out if random.random() < 0.3 else out.rstrip()


def changed(words):
    kept = [random.choice(WORDS) if random.random() < 0.15 else word for word in words if random.random() > 0.1]
    kept += random.sample(kept, min(len(kept), random.randrange(3)))
    before = [random.choice(WORDS) for _ in range(random.choice([0, 0, 1, 3, 12]))]
    return before + kept


pairs = []
for index in range(240):
    words = [random.choice(WORDS) for _ in range(random.choice([1, 2, 3, 4, 5, 8, 15, 40]))]
    other = changed(words) if index % 4 else [random.choice(WORDS) for _ in range(random.randrange(1, 30))]
    hypothesis, reference = text(words), text(other)
    pairs.append([hypothesis, reference, bleu.sentence_score(hypothesis, [reference]).score])
pairs.append(["", "a b", bleu.sentence_score("", ["a b"]).score])
pairs.append(["a b", "", bleu.sentence_score("a b", [""]).score])

golden = {
    "package": f"sacrebleu {version('sacrebleu')}",
    "signature": str(bleu.get_signature()),
    "pairs": pairs,
    "tokens": [[hypothesis, bleu._preprocess_segment(hypothesis).split()] for hypothesis, _, _ in pairs[:120]],
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(golden, ensure_ascii=True) + "\n")
