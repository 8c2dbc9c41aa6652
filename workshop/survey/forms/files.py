"""All the files of a questionnaire, in one folder."""

from pathlib import Path

from workshop import files, i18n
from workshop.survey.forms.codebook import codebook_html, codebook_pdf
from workshop.survey.forms.google_forms import google_forms
from workshop.survey.forms.limesurvey import limesurvey
from workshop.survey.forms.paper import paper
from workshop.survey.forms.xlsform import xlsform
from workshop.survey.questionnaire.model import Questionnaire


def write_all(questionnaire: Questionnaire, folder: Path, language: str) -> list[Path]:
    """Write every form and the codebook of a questionnaire.

    Parameters
    ----------
    questionnaire
        What is asked.
    folder
        Where to write; made when it is missing. Files of an earlier call are replaced: they
        are made from the questionnaire, so that changes belong there. Nothing else is touched.
    language
        ``"id"`` or ``"en"``, for the files that have one language: the Google form, the paper
        form and the codebook. Their names end with it, so that both languages can lie in one
        folder.

    Returns
    -------
    list of Path
        The files, in the order in which a person would try them.

    Raises
    ------
    PublishingError
        When the folder is read-only or the disk is full.

    Examples
    --------
    >>> import tempfile
    >>> from workshop.survey.questionnaire.model import Question
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = write_all(Questionnaire(Text("Angket", "Survey"), (age,)), Path(folder), "id")
    >>> [path.name for path in made[:3]]
    ['google-forms-id.gs', 'xlsform.xlsx', 'limesurvey.lss']
    """
    with i18n.use(language):  # refuses any other language before a file is touched
        contents: dict[str, str | bytes] = {
            f"google-forms-{language}.gs": google_forms(questionnaire, language),
            "xlsform.xlsx": xlsform(questionnaire),
            "limesurvey.lss": limesurvey(questionnaire),
            f"paper-{language}.pdf": paper(questionnaire, language),
            f"codebook-{language}.html": codebook_html(questionnaire, language),
            f"codebook-{language}.pdf": codebook_pdf(questionnaire, language),
        }
    for name, content in contents.items():
        files.write(folder / name, content)
    return [folder / name for name in contents]
