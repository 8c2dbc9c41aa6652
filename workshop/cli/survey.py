"""``workshop survey``: a questionnaire from its first draft to the report of its answers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop import config, files, i18n
from workshop.cli.kindness import KindlyFailing
from workshop.errors import SurveyFileError
from workshop.i18n import ntr, tr
from workshop.tables import LANGUAGES

if TYPE_CHECKING:
    from workshop.survey.questionnaire.model import Questionnaire
    from workshop.survey.responses import Responses

FILE = click.Path(path_type=Path)


@click.group(
    cls=KindlyFailing,
    no_args_is_help=True,
    options_metavar=tr("[OPTIONS]"),
    subcommand_metavar=tr("COMMAND ..."),
    help=tr("Design a questionnaire, collect with it and report its answers."),
)
def survey() -> None:
    """Hold the commands about surveys."""


questionnaire_option = click.option(
    "--questionnaire", type=FILE, metavar=tr("FILE"), help=tr("The questionnaire; else guessed.")
)
language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help=tr("Language of what is made.")
)
folder_option = click.option(
    "--folder", type=FILE, metavar=tr("FOLDER"), help=tr("Where to put the files.")
)


@survey.command(help=tr("Write an example questionnaire that you can change."))
@click.argument("file", type=FILE, metavar=tr("FILE"))
@click.option(
    "--from",
    "answers",
    type=FILE,
    metavar=tr("ANSWERS"),
    help=tr("Guess the questionnaire from a file of answers instead."),
)
def new(file: Path, answers: Path | None) -> None:
    """Write a questionnaire; an existing file is never replaced."""
    from workshop.survey.questionnaire import to_toml

    _refuse_to_replace(file)
    if answers:
        text = to_toml(_read(answers).questionnaire)
    else:
        example = config.kit_folder() / "data" / "demo" / "questionnaire.toml"
        text = example.read_text(encoding="utf-8")
    files.write(file, text)
    click.echo(tr("Written: {file}. Open it in a text editor and make it yours.", file=file))


@survey.command(help=tr("Name all mistakes in a questionnaire at once."))
@click.argument("file", type=FILE, metavar=tr("FILE"))
def check(file: Path) -> None:
    """Check a questionnaire."""
    found = _questionnaire(file)
    click.echo(found.title.in_language(i18n.language()))
    for question in found.questions:
        click.echo(f"  {question.id}: {question.kind}")
    count = len(found.questions)
    click.echo(ntr("{count} question, no mistake.", "{count} questions, no mistake.", count))


@survey.command(help=tr("Make online forms, a paper form and a codebook."))
@click.argument("file", type=FILE, metavar=tr("FILE"))
@folder_option
@language_option
def forms(file: Path, folder: Path | None, lang: str | None) -> None:
    """Write all forms of a questionnaire."""
    from workshop.survey.forms import write_all

    found = _questionnaire(file)
    _tell(write_all(found, folder or Path(f"{file.stem}-forms"), lang or i18n.language()))


@survey.command(help=tr("Make up answers to rehearse the analysis."))
@click.argument("file", type=FILE, metavar=tr("FILE"))
@click.option(
    "-n",
    "people",
    type=click.IntRange(1, 1_000_000),
    default=100,
    show_default=True,
    metavar="N",
    help=tr("Number of people."),
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help=tr("The same number makes the same answers again."),
)
@click.option("-o", "--output", type=FILE, metavar=tr("FILE"), help=tr("The CSV file to write."))
def simulate(file: Path, people: int, seed: int, output: Path | None) -> None:
    """Write simulated answers; an existing file is never replaced."""
    from workshop.spreadsheet import to_csv
    from workshop.survey.questionnaire.simulation import simulate as make_up
    from workshop.survey.reading.simulated import marked

    output = output or Path(f"{file.stem}-simulated.csv")
    _refuse_to_replace(output)
    if output.suffix.lower() not in (".csv", ""):
        raise SurveyFileError(
            "{file} is not written: simulated answers are a CSV file. Choose a name that ends "
            "with .csv.",
            file=output,
        )
    to_csv(marked(make_up(_questionnaire(file), people, seed=seed).table), output)
    click.echo(
        tr(
            "Written: {file}. These answers are simulated: they say nothing about people.",
            file=output,
        )
    )


@survey.command(help=tr("Tell how a file of answers was understood."))
@click.argument("answers", type=FILE, metavar=tr("ANSWERS"))
@questionnaire_option
def read(answers: Path, questionnaire: Path | None) -> None:
    """Print the report of reading."""
    from workshop.results import simulated_notice

    responses = _read(answers, questionnaire)
    questions = len(responses.questionnaire.questions)
    click.echo(
        tr(
            "{respondents}, {questions}.",
            respondents=ntr("{count} respondent", "{count} respondents", len(responses)),
            questions=ntr("{count} question", "{count} questions", questions),
        )
    )
    for notice in simulated_notice(simulated=responses.simulated):
        click.echo(notice)
    click.echo(responses.report.explain())


@survey.command(help=tr("Write the findings as a page, a PDF and a workbook."))
@click.argument("answers", type=FILE, metavar=tr("ANSWERS"))
@questionnaire_option
@folder_option
@language_option
def report(
    answers: Path, questionnaire: Path | None, folder: Path | None, lang: str | None
) -> None:
    """Write the report of a file of answers."""
    from workshop.publishing.report import write

    responses = _read(answers, questionnaire)
    _tell(write(responses, folder or Path(f"{answers.stem}-report"), lang or i18n.language()))


def _questionnaire(file: Path) -> "Questionnaire":
    from workshop.survey.questionnaire import read

    return read(file)


def _read(answers: Path, questionnaire: Path | None = None) -> "Responses":
    from workshop.survey.reading.loading import read

    return read(answers, _questionnaire(questionnaire) if questionnaire else None)


def _refuse_to_replace(file: Path) -> None:
    if file.exists():
        raise SurveyFileError(
            "{file} exists already and is not replaced. Choose another name, or move it away.",
            file=file,
        )


def _tell(paths: list[Path]) -> None:
    for path in paths:
        click.echo(path.as_posix())
