"""How long, in the reader's language and no more exactly than anybody needs."""

from __future__ import annotations

from django.utils.translation import gettext as _

_HOUR = 60
_DAY = 24 * _HOUR


def duration_words(seconds: int) -> str:
    minutes = round(seconds / 60)
    if minutes < _HOUR:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < 2 * _DAY:
        hours, minutes = divmod(minutes, _HOUR)
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    days, minutes = divmod(minutes, _DAY)
    return _("%(days)d d %(hours)d h") % {"days": days, "hours": minutes // _HOUR}
