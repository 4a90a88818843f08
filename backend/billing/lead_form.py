"""The form of the public page: one field, one agreement, and a field that people do not see."""

from django import forms

LONGEST_CONTACT = 200


class LeadForm(forms.Form):
    contact = forms.CharField(
        max_length=LONGEST_CONTACT,
        error_messages={
            "required": "Напишите, как с вами связаться.",
            "max_length": f"Не длиннее {LONGEST_CONTACT} знаков.",
            "null_characters_not_allowed": "Здесь есть знаки, которые нельзя сохранить.",
        },
    )
    consent = forms.BooleanField(error_messages={"required": "Без согласия мы не можем сохранить ваш контакт."})
    # Programs fill in everything that they find.
    website = forms.CharField(required=False)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))
