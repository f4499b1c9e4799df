"""Draws how times grow, as SVG that can be read on light and on dark pages."""
import math

WIDTH, HEIGHT, COLUMNS = 330, 250, 3
LEFT, RIGHT, TOP, BOTTOM = 52, 18, 40, 62
SLOTS = ("first", "second", "third")

STYLE = """
  text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 11px; fill: #57606a; }
  .page { fill: #ffffff; } .title { font-weight: 600; font-size: 13px; fill: #1f2328; }
  .grid { stroke: #d8dee4; fill: none; } .ideal { stroke-width: 1.2; stroke-dasharray: 4 3; opacity: .55; }
  .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
  .first { stroke: #0969da; } .second { stroke: #bc4c00; } .third { stroke: #1a7f37; }
  circle.first, text.first { fill: #0969da; } circle.second, text.second { fill: #bc4c00; }
  circle.third, text.third { fill: #1a7f37; } text.first, text.second, text.third { stroke: none; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; } .page { fill: #0d1117; } .title { fill: #f0f6fc; } .grid { stroke: #30363d; }
    .first { stroke: #58a6ff; } .second { stroke: #f0883e; } .third { stroke: #56d364; }
    circle.first, text.first { fill: #58a6ff; } circle.second, text.second { fill: #f0883e; }
    circle.third, text.third { fill: #56d364; }
  }
"""


class Curve:
    """Times in seconds by amounts, from the smallest up."""

    def __init__(self, title, points):
        self.title = title
        self.points = points

    def growth(self):
        """The exponent between the last two points, and by what factor any step beats proportion.

        Steps within what every run costs, some milliseconds, say nothing.
        """
        excess = 1.0
        for (less, before), (more, after) in zip(self.points, self.points[1:]):
            if after > 0.05:
                excess = max(excess, after / max(before, 0.02) / (more / less))
        (less, before), (more, after) = self.points[-2:]
        return math.log(after / before) / math.log(more / less), excess


class Panel:
    def __init__(self, title, curves, unit=""):
        self.title = title
        self.curves = curves
        self.unit = unit


class Scale:
    """From decades of amount and of milliseconds to places in a panel."""

    def __init__(self, panel):
        times = [to_milliseconds(seconds) for curve in panel.curves for _, seconds in curve.points]
        self.amounts = [amount for amount, _ in panel.curves[0].points]
        self.low = math.floor(min(times))
        self.high = max(math.ceil(max(times)), self.low + 2)
        self.start = math.log10(self.amounts[0])
        self.end = max(math.log10(self.amounts[-1]), self.start + 1e-9)

    def x(self, amount):
        share = (math.log10(amount) - self.start) / (self.end - self.start)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, decades):
        share = (decades - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def to_milliseconds(seconds):
    return math.log10(max(seconds, 1e-3) * 1e3)


def draw(panels):
    rows = -(-len(panels) // COLUMNS)
    width, height = WIDTH * min(COLUMNS, len(panels)), HEIGHT * rows
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="CPU time against amount">',
        f"<style>{STYLE}</style>", '<rect class="page" width="100%" height="100%"/>']
    for index, panel in enumerate(panels):
        place = f"{index % COLUMNS * WIDTH} {index // COLUMNS * HEIGHT}"
        parts.append(f'<g transform="translate({place})">{drawn(panel)}</g>')
    if len(panels) % COLUMNS:
        place = f"{len(panels) % COLUMNS * WIDTH} {(rows - 1) * HEIGHT}"
        parts.append(f'<g transform="translate({place})">{KEY}</g>')
    return "\n".join(parts + ["</svg>"]) + "\n"


KEY = "".join(
    f'<text x="{LEFT}" y="{TOP + 34 + row * 17}">{line}</text>'
    for row, line in enumerate((
        "User and system time, best of 1 to 3 runs;", "both axes are logarithmic.", "",
        "Dashed: what the time would be if it grew", "in proportion, back from the last point.",
        "A curve that is nowhere below its dashed", "line is a straight line or better.")))


def drawn(panel):
    scale = Scale(panel)
    parts = [f'<text class="title" x="{LEFT}" y="22">{panel.title}</text>']
    for decade in range(scale.low, scale.high + 1):
        y = scale.y(decade)
        label = f"{10 ** decade:g} ms" if decade < 3 else f"{10 ** (decade - 3):g} s"
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for index, amount in enumerate(scale.amounts):
        parts.append(
            f'<text x="{scale.x(amount):.1f}" y="{HEIGHT - BOTTOM + 17}" text-anchor="middle">'
            f"{short(amount, panel.unit)}</text>")
    for slot, curve in zip(SLOTS, panel.curves):
        parts.append(line(scale, curve, slot))
    parts.append(legend(panel))
    return "".join(parts)


def line(scale, curve, slot):
    places = [(scale.x(amount), scale.y(to_milliseconds(seconds))) for amount, seconds in curve.points]
    amount, seconds = curve.points[-1]
    last = to_milliseconds(seconds)
    # As far back as the panel goes.
    first = max(math.log10(curve.points[0][0]), math.log10(amount) - (last - scale.low))
    end = last - (math.log10(amount) - first)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return (
        f'<path class="ideal {slot}" d="M{places[-1][0]:.1f} {places[-1][1]:.1f}'
        f'L{scale.x(10 ** first):.1f} {scale.y(end):.1f}"/>'
        f'<polyline class="curve {slot}" points="{points}"/>'
        + "".join(f'<circle class="{slot}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places))


def legend(panel):
    parts, left = [], LEFT
    for slot, curve in zip(SLOTS, panel.curves):
        y = HEIGHT - BOTTOM + 38
        parts.append(f'<circle class="{slot}" cx="{left + 4}" cy="{y - 4}" r="4"/>')
        parts.append(f'<text class="{slot}" x="{left + 13}" y="{y}">{curve.title}</text>')
        left += 26 + 6.2 * len(curve.title)
    return "".join(parts)


def short(number, unit):
    if unit == "MiB":
        return f"{number // 1024} GiB" if number >= 1024 else f"{number}" + " MiB" * (number == 1)
    for factor, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= factor and number % factor == 0:
            return f"{number // factor}{letter}"
    return str(number)
