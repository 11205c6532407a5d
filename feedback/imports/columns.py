"""What the columns of a table can hold, and which is which by their headings in any language."""

import re
from functools import cache

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.languages import ALL

FIELDS = {
    "target": _("On which recommendation"),
    "part": _("Part"),
    "question": _("Guiding question"),
    "body": _("Original words"),
    "language": _("Language"),
    "english": _("The same in English"),
    "wording": _("Kind of words"),
    "voiced_by": _("Voiced by how many people"),
    "stance": _("Stance"),
    "said_on": _("Said on"),
}
# What people write above their columns, beside the labels of the portal in all its languages.
HEADINGS = {
    "target": "recommendation recommendation_id target id recommandation recomendación empfehlung "
    "recomendação raccomandazione rekomendasi рекомендация рекомендація توصية التوصية अनुशंसा "
    "সুপারিশ 建议 提案 推奨 anbefaling rekomendo",
    "part": "part part_key section partie sección teil abschnitt parte seção sezione bagian часть "
    "частина جزء القسم भाग অংশ 部分 節 del parto",
    "question": "question question_key pregunta frage pergunta domanda pertanyaan вопрос питання "
    "سؤال السؤال प्रश्न প্রশ্ন 问题 質問 spørgsmål demando",
    "body": "words statement content text text_original original comment quote mots propos texte "
    "contenu citation déclaration palabras texto contenido cita worte aussage inhalt zitat "
    "palavras conteúdo parole contenuto teks isi kata слова текст высказывание вислів كلمات النص "
    "الكلام المحتوى शब्द पाठ কথা বক্তব্য 内容 原文 発言 ord udsagn vortoj",
    "language": "language lang langue idioma sprache língua lingua bahasa язык мова لغة اللغة भाषा "
    "ভাষা 语言 言語 sprog lingvo",
    "english": "english english_text text_en content_en translation anglais traduction inglés "
    "englisch übersetzung inglês inglese inggris английский англійською إنجليزية الإنجليزية "
    "अंग्रेज़ी ইংরেজি 英语 英文 英語 engelsk angla",
    "wording": "wording kind type form genre nature tipo clase art sorte jenis вид тип نوع النوع "
    "प्रकार ধরন 类型 種類 slags speco",
    "voiced_by": "voiced_by people number count voices personnes nombre voix personas número voces "
    "personen anzahl stimmen pessoas persone numero orang jumlah люди число голоса عدد أشخاص लोग "
    "संख्या সংখ্যা 人数 antal nombro",
    "stance": "stance position postura posición haltung posizione sikap позиция "
    "позиція موقف الموقف रुख অবস্থান 立场 立場 holdning sinteno",
    "said_on": "said_on date day when jour fecha día datum tag data giorno tanggal hari дата день "
    "تاريخ التاريخ तारीख़ तारीख তারিখ 日期 日付 dato tago",
}
NOT_LETTERS = re.compile(r"[\W_]+")


def guessed(heads: list[str]) -> dict[str, int | None]:
    """For each field the column that is headed so; a column serves one field only."""
    found: dict[str, int | None] = dict.fromkeys(FIELDS)
    for place, head in enumerate(heads):
        field = _known().get(_folded(head))
        if field and found[field] is None:
            found[field] = place
    return found


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for field, headings in HEADINGS.items():
        for heading in headings.split():
            known.setdefault(_folded(heading), field)
    for language in ALL:
        with translation.override(language.code):
            for field, label in FIELDS.items():
                known[_folded(str(label))] = field
    return known


def _folded(head: str) -> str:
    return NOT_LETTERS.sub(" ", head.casefold()).strip()
