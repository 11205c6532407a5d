from modeltranslation.translator import TranslationOptions, register

from .models import Community


@register(Community)
class CommunityTranslation(TranslationOptions):
    fields = ("name",)
