"""The figures page of a model card, as Markdown, and its calibration plot, as SVG; the same inputs give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from lawcheck.errors import ModelError
from lawcheck.evaluating.gold import GoldLaw
from lawcheck.evaluating.scoring import Figures, score
from lawcheck.model import Assessment

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Elements whose stated probability lies in a tenth: mean stated and observed share (0..1), and how many."""

    stated: float
    observed: float
    count: int


@dataclass(frozen=True, slots=True)
class CardData:
    """What the page shows, all of it cross-validated by country."""

    laws: Sequence[GoldLaw]
    judged: Sequence[Assessment]
    overall: Mapping[str, Figures]
    spans: Mapping[str, tuple[float, float]]
    curve: Mapping[int, Figures]
    ablation: Mapping[str, Figures]
    left_out: Sequence[str]


def calibration(laws: Sequence[GoldLaw], judged: Sequence[Assessment]) -> list[Bin]:
    """Stated against observed, by tenths of the stated probability."""
    rows = [(e.confidence, law.labels[f.requirement].elements[e.id]) for law, a in zip(laws, judged, strict=True) for f in a.findings for e in f.elements]
    bins = []
    for number in range(_BINS):
        inside = [(p, t) for p, t in rows if min(int(p * _BINS), _BINS - 1) == number]
        if inside:
            bins.append(Bin(sum(p for p, _ in inside) / len(inside), sum(t for _, t in inside) / len(inside), len(inside)))
    return bins


def to_markdown(data: CardData) -> str:
    """The figures page."""
    countries = sorted({law.country for law in data.laws})
    lines = [
        "# Figures",
        "",
        f"{len(data.laws)} laws of {len(countries)} countries ({', '.join(countries)}). Every law is judged by a model fitted on the other countries only."
        + (f" Not looked at: {', '.join(data.left_out)}." if data.left_out else ""),
        "Made by `lawcheck evaluate GOLD --laws LAWS --card FILE`; do not edit.",
        "",
        "## All laws",
        "",
        *_overall(data),
        "",
        "The interval is a 95 % bootstrap interval, laws drawn with replacement.",
        "",
        "## By law",
        "",
        *_by_law(data),
        "",
        "## By requirement",
        "",
        *_by_requirement(data),
        "",
        "## Calibration of element probabilities",
        "",
        "![Stated probability against observed share](calibration.svg)",
        "",
        *_calibration(data),
        "",
        "## What each group of signals is worth",
        "",
        *_ablation(data),
        "",
        "## Learning curve",
        "",
        *_curve(data),
    ]
    return "\n".join(lines) + "\n"


def to_svg(bins: Sequence[Bin]) -> str:
    """The calibration plot.

    Raises:
        ModelError: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ModelError("The plot needs matplotlib. Install lawcheck[train].") from error
    with matplotlib.rc_context({"svg.hashsalt": "lawcheck", "svg.fonttype": "none"}):
        figure = Figure(figsize=(4.5, 4.5))
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="perfect")
        axes.plot([b.stated for b in bins], [b.observed for b in bins], color="black", marker="o", label="measured")
        for b in bins:
            axes.annotate(str(b.count), (b.stated, b.observed), textcoords="offset points", xytext=(6, -10), fontsize=8)
        axes.set(xlabel="stated probability", ylabel="share that the law provides", xlim=(0, 1), ylim=(0, 1))
        axes.legend()
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]


def _number(value: float | int | None) -> str:
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def _overall(data: CardData) -> list[str]:
    first = next(iter(data.overall.values()))
    rows = []
    for name in asdict(first):
        low, high = data.spans.get(name, (None, None))
        values = [_number(getattr(f, name)) for f in data.overall.values()]
        rows.append([name.replace("_", " "), values[0], f"{_number(low)} to {_number(high)}", *values[1:]])
    names = list(data.overall)
    return _table(["", names[0], "interval", *names[1:]], rows)


def _by_law(data: CardData) -> list[str]:
    columns = ("element_precision", "element_recall", "element_f1", "status_accuracy", "status_kappa", "gap_recall", "met_recall", "evidence_hit1")
    rows = []
    for law, judged in zip(data.laws, data.judged, strict=True):
        figures = score([law], [judged])
        rows.append([law.document, *(_number(getattr(figures, c)) for c in columns)])
    return _table(["law", *(c.replace("_", " ") for c in columns)], rows)


def _by_requirement(data: CardData) -> list[str]:
    rows = []
    for index, finding in enumerate(data.judged[0].findings):
        pairs = [(a.findings[index], law.labels[finding.requirement]) for law, a in zip(data.laws, data.judged, strict=True)]
        right = sum(f.status.value == label.status for f, label in pairs)
        elements = [(e.present, label.elements[e.id]) for f, label in pairs for e in f.elements]
        false, missed = sum(p and not t for p, t in elements), sum(t and not p for p, t in elements)
        rows.append([finding.requirement, f"{right}/{len(pairs)}", str(sum(t for _, t in elements)), str(false), str(missed)])
    return _table(["requirement", "status right", "elements labelled present", "false elements", "missed elements"], rows)


def _calibration(data: CardData) -> list[str]:
    bins = calibration(data.laws, data.judged)
    return _table(["stated", "observed", "elements"], [[_number(b.stated), _number(b.observed), str(b.count)] for b in bins])


def _ablation(data: CardData) -> list[str]:
    columns = ("element_precision", "element_recall", "element_f1", "status_kappa", "gap_recall", "met_recall", "calibration_error")
    rows = [[name, *(_number(getattr(f, c)) for c in columns)] for name, f in data.ablation.items()]
    return _table(["", *(c.replace("_", " ") for c in columns)], rows)


def _curve(data: CardData) -> list[str]:
    rows = [[str(n), _number(f.element_f1), _number(f.status_kappa), _number(f.gap_recall), _number(f.met_recall)] for n, f in data.curve.items()]
    return _table(["countries fitted on", "element f1", "status kappa", "gap recall", "met recall"], rows)
