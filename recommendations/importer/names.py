"""What rounds are called in each language where a file only counts them."""

from accounts.languages import SOURCE

from .file import Text, Texts

COUNTED = {
    "id": "Iterasi {number}",
    "de": "Iteration {number}",
    "en": "Iteration {number}",
    "eo": "Iteracio {number}",
    "da": "Iteration {number}",
    "es": "Iteración {number}",
    "fr": "Itération {number}",
    "it": "Iterazione {number}",
    "pt": "Iteração {number}",
    "pt-br": "Iteração {number}",
    "ru": "Итерация {number}",
    "uk": "Ітерація {number}",
    "ar": "الإصدار {number}",
    "hi": "दौर {number}",
    "bn": "পুনরাবৃত্তি {number}",
    "zh-hans": "第 {number} 轮草案",
    "ja": "第{number}版草案",
}
FINAL = {
    "id": "Rekomendasi akhir",
    "de": "Endgültige Empfehlungen",
    "en": "Final recommendations",
    "eo": "Finaj rekomendoj",
    "da": "Endelige anbefalinger",
    "es": "Recomendaciones finales",
    "fr": "Recommandations finales",
    "it": "Raccomandazioni finali",
    "pt": "Recomendações finais",
    "pt-br": "Recomendações finais",
    "ru": "Итоговые рекомендации",
    "uk": "Остаточні рекомендації",
    "ar": "التوصيات النهائية",
    "hi": "अंतिम सिफ़ारिशें",
    "bn": "চূড়ান্ত সুপারিশ",
    "zh-hans": "最终建议",
    "ja": "最終提言",
}


def counted(number: int) -> Texts:
    """The title of a round that has a number and no name."""
    return _unchecked({code: title.format(number=number) for code, title in COUNTED.items()})


def final() -> Texts:
    """The title of the last round."""
    return _unchecked(FINAL)


def _unchecked(titles: dict[str, str]) -> Texts:
    return {
        code: Text(title) if code == SOURCE else Text(title, is_machine=True, confidence="high")
        for code, title in titles.items()
    }
