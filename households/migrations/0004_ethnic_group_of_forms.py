"""Forms that were completed before this column was there carry the ethnic group of their household's head."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill_in(apps, schema_editor) -> None:
    forms = apps.get_model("households", "Assessment").objects.filter(state="completed")
    heads = apps.get_model("households", "Member").objects.filter(household=OuterRef("household"), relationship="head")
    group = Subquery(heads.order_by("pk").values("ethnicity")[:1])
    forms.annotate(group=group).filter(group__isnull=False).update(ethnicity=group)


class Migration(migrations.Migration):
    dependencies = [("households", "0003_sort_by_given_name")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
