"""Charts drawn with matplotlib: hatches and figures tell the statuses apart where colour is lost."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawcheck.model import Status
from lawcheck.reporting.document import Bars, Chart, HeatMap, Panels
from lawcheck.reporting.wording import STATUS_WORDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# status -> (fill, hatch, sign); fills differ in lightness, so that grey print keeps the order.
STYLES = {
    Status.MET: ("#2c6e49", "", "✓"),
    Status.PARTIAL: ("#f2c14e", "///", "~"),
    Status.MISSING: ("#ffffff", "", "–"),
    Status.CONFLICT: ("#8b1a1a", "xx", "!"),
    Status.NOT_ASSESSED: ("#cfcfcf", "..", "?"),
}
_WIDTH = 6.6  # inches, the text width of an A4 page
# Titles of laws are text: a dollar sign in one opens no formula.
_SETTINGS: Any = {
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
    "svg.hashsalt": "lawcheck",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def font_folder() -> Path:
    """Folder of the DejaVu fonts that come with matplotlib; they cover Latin, Greek, Cyrillic and Arabic."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=16)
def svg(chart: Chart) -> str:
    """The chart as SVG, the same bytes every time."""
    return _save(chart, "svg").decode("utf-8")


@lru_cache(maxsize=16)
def png(chart: Chart) -> bytes:
    """The chart as PNG at 200 dots per inch."""
    return _save(chart, "png")


def _save(chart: Chart, form: str) -> bytes:
    import matplotlib

    with matplotlib.rc_context(_SETTINGS):
        figure = _draw(chart)
        out = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=200, metadata=metadata, bbox_inches="tight", pad_inches=0.05)
    return out.getvalue()


def _draw(chart: Chart) -> Figure:
    if isinstance(chart, Bars):
        return _bars(chart)
    return _panels(chart) if isinstance(chart, Panels) else _heat_map(chart)


def _panels(chart: Panels) -> Figure:
    from matplotlib.figure import Figure

    rows = -(-len(chart.panels) // 2)
    figure = Figure(figsize=(_WIDTH, rows * (0.55 + 0.24 * len(chart.categories))), layout="constrained")
    grid = figure.subplots(rows, 2, squeeze=False)
    places = range(len(chart.categories))
    for at, axes in enumerate(grid.flat):
        if at >= len(chart.panels):
            axes.set_axis_off()
            continue
        title, shares = chart.panels[at]
        whole = max((w for _, w in shares), default=1) or 1
        axes.barh(places, [w for _, w in shares], color="#ffffff", edgecolor="#1b1b1b", linewidth=0.6, height=0.62)
        axes.barh(places, [p for p, _ in shares], color=STYLES[Status.MET][0], edgecolor="#1b1b1b", linewidth=0.6, height=0.62)
        for place, (part, total) in zip(places, shares, strict=True):
            axes.text(whole * 1.02, place, f"{part} of {total}", va="center", fontsize=7)
        axes.set_title(title, loc="left", fontsize=8.5)
        axes.set_yticks(list(places), chart.categories, fontsize=7.5)
        axes.invert_yaxis()
        axes.set_xlim(0, whole * 1.25)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="y", length=0)
    return figure


def _bars(chart: Bars) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, 0.9 + 0.34 * len(chart.categories)))
    axes = figure.subplots()
    places = range(len(chart.categories))
    left = [0] * len(chart.categories)
    for at, series in enumerate(chart.series):
        status = Status(series)
        fill, hatch, _ = STYLES[status]
        values = [row[at] for row in chart.values]
        axes.barh(places, values, left=left, color=fill, hatch=hatch, edgecolor="#1b1b1b", linewidth=0.6, height=0.62, label=STATUS_WORDS[status])
        for place, value, start in zip(places, values, left, strict=True):
            if value:
                dark = status in {Status.MET, Status.CONFLICT}
                patch = {"facecolor": fill, "edgecolor": "none", "pad": 1.2}
                axes.text(start + value / 2, place, str(value), ha="center", va="center", color="#fff" if dark else "#000", bbox=patch)
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.set_yticks(list(places), chart.categories)
    axes.invert_yaxis()
    axes.set_xlim(0, max(left, default=1) or 1)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(chart.series), frameon=False, handlelength=1.6, columnspacing=1.2)
    return figure


def _heat_map(chart: HeatMap) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    figure = Figure(figsize=(min(_WIDTH, 3.4 + 0.8 * len(chart.columns)), 0.8 + 0.23 * len(chart.rows)))
    axes = figure.subplots()
    for row, cells in enumerate(chart.cells):
        for column, cell in enumerate(cells):
            fill, hatch, sign = STYLES[Status(cell)]
            axes.add_patch(Rectangle((column, row), 1, 1, facecolor=fill, hatch=hatch, edgecolor="#555", linewidth=0.5))
            dark = Status(cell) in {Status.MET, Status.CONFLICT}
            patch = {"facecolor": fill, "edgecolor": "none", "pad": 0.8}
            axes.text(column + 0.5, row + 0.5, sign, ha="center", va="center", color="#fff" if dark else "#000", fontsize=7, bbox=patch)
    axes.set_xlim(0, len(chart.columns))
    axes.set_ylim(len(chart.rows), 0)
    axes.set_yticks([r + 0.5 for r in range(len(chart.rows))], chart.rows, fontsize=7.5)
    axes.set_xticks(
        [c + 0.5 for c in range(len(chart.columns))],
        chart.columns,
        fontsize=7.5,
        rotation=30 if len(chart.columns) > 3 else 0,
        ha="left" if len(chart.columns) > 3 else "center",
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    used = [s for s in STATUS_WORDS if any(s.value in row for row in chart.cells)]
    keys = [Rectangle((0, 0), 1, 1, facecolor=STYLES[s][0], hatch=STYLES[s][1], edgecolor="#555") for s in used]
    axes.legend(keys, [f"{STYLES[s][2]} {STATUS_WORDS[s]}" for s in used], loc="upper left", bbox_to_anchor=(0, -0.01), ncols=3, frameon=False, fontsize=7)
    return figure
