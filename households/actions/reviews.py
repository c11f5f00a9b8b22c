"""The turn of a review: whoever writes its forms, moves it or recognises its result waits here."""

from households.models import Review
from localities.models import Locality


def lock(review: Review) -> Review:
    """The review as it is now. Whoever writes forms and whoever recognises the result take turns here."""
    locked = Review.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("commune").get(pk=review.pk)


def lock_running(commune: Locality) -> list[Review]:
    """All reviews of a commune that are not recognised, for whoever changes what several of them count."""
    locked = Review.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(locked.filter(commune=commune).running())
