"""Every word of the explorer, in the reader's language; the script fills what stands in braces."""

from workshop.i18n import tr


def words() -> dict[str, str]:
    """Return the words of the explorer by the names that its script knows."""
    return {
        "explorer": tr("Survey explorer"),
        "question": tr("Question"),
        "split": tr("Split by"),
        "nothing": tr("(nothing)"),
        "filters": tr("Filter respondents"),
        "everybody": tr("everybody"),
        "brush": tr("Mark a range"),
        "from": tr("From"),
        "to": tr("To"),
        "drag": tr("Drag over the bars."),
        "numbers": tr("Numbers"),
        "percent": tr("per cent"),
        "counts": tr("counts"),
        "order": tr("Order"),
        "scale": tr("as asked"),
        "size": tr("largest first"),
        "bars": tr("Bars"),
        "grouped": tr("side by side"),
        "stacked": tr("in one bar"),
        "view": tr("View"),
        "chart": tr("chart"),
        "table": tr("table"),
        "reset": tr("Reset"),
        "say": tr("Say it in words"),
        "download_table": tr("Download table"),
        "download_picture": tr("Download picture"),
        "others": tr("All other questions"),
        "show_question": tr("Show: {label}", label="{label}"),
        "selected": tr("{n} of {all} respondents", n="{n}", all="{all}"),
        "selected_hidden": tr(
            "fewer than {smallest} of {all} respondents", smallest="{smallest}", all="{all}"
        ),
        "hidden": tr("hidden"),
        "hidden_legend": tr("Hidden, for privacy"),
        "everyone_mark": tr("Mark: all respondents"),
        "base": tr("n = {n}", n="{n}"),
        "no_answer": tr("No answer: {n}", n="{n}"),
        "count": tr("Count"),
        "share": tr("Per cent"),
        "total": tr("Total"),
        "several_short": tr("several answers possible"),
        "several": tr("Several answers were possible, so the shares may add up to more than 100%."),
        "too_fine": tr(
            "This combination is too fine to be shown without singling people out. "
            "Choose fewer filters, or no range."
        ),
        "not_counted": tr(
            "This combination was not counted beforehand. Choose fewer filters, or no range."
        ),
        "nobody": tr("Nobody is left. Choose other filters."),
        "who_all": tr("all respondents"),
        "who_filter": tr("{label}: {level}", label="{label}", level="{level}"),
        "who_range": tr("{label} {low} to {high}", label="{label}", low="{low}", high="{high}"),
        "and": tr(" and "),
        "say_who": tr(
            "{n} respondents answered “{label}” ({who}).", n="{n}", label="{label}", who="{who}"
        ),
        "say_largest": tr(
            "The most frequent answer is “{level}”: {share} ({n}).",
            level="{level}",
            share="{share}",
            n="{n}",
        ),
        "say_second": tr("Next comes “{level}” with {share}.", level="{level}", share="{share}"),
        "say_split": tr(
            "The groups differ most in “{level}”: {high} in {group_high}, {low} in {group_low}.",
            level="{level}",
            high="{high}",
            group_high="{group_high}",
            low="{low}",
            group_low="{group_low}",
        ),
        "say_chance": tr(
            "Whether such a difference is more than chance, this picture cannot say: a test can."
        ),
        "say_hidden": tr(
            "{n} numbers are hidden, because fewer than {smallest} respondents stand behind them "
            "or such a number could be computed from them.",
            n="{n}",
            smallest="{smallest}",
        ),
        "say_all_hidden": tr(
            "Nothing can be shown for this choice without singling people out; "
            "choose fewer filters or another split."
        ),
        "say_small": tr("Only {n} respondents: read these shares with care.", n="{n}"),
        "simulated": tr("Simulated answers, for practice"),
        "simulated_sentence": tr(
            "These answers are simulated: they are for practice and say nothing about people."
        ),
        "notes": tr("About these numbers"),
    }
