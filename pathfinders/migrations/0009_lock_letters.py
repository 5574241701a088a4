import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("partners", "0001_initial"),
        ("pathfinders", "0008_add_workshop_records"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Acknowledgement of the interest"),
                    ("confirmation", "Confirmation letter"),
                    ("warning", "Warning letter"),
                    ("hold", "Letter on the hold"),
                    ("reinstatement", "Letter on the reinstatement"),
                ],
                max_length=16,
                verbose_name="letter",
            ),
        ),
        migrations.AlterField(
            model_name="letterevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Acknowledgement of the interest"),
                    ("confirmation", "Confirmation letter"),
                    ("warning", "Warning letter"),
                    ("hold", "Letter on the hold"),
                    ("reinstatement", "Letter on the reinstatement"),
                ],
                max_length=16,
                verbose_name="letter",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="letter_text_locked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."state" = \'signed\' AND NEW."state" = \'signed\' AND (OLD."pathfinder_id" IS DISTINCT FROM (NEW."pathfinder_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."dated_on" IS DISTINCT FROM (NEW."dated_on") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."recipient" IS DISTINCT FROM (NEW."recipient") OR OLD."recipient_post" IS DISTINCT FROM (NEW."recipient_post") OR OLD."signatory" IS DISTINCT FROM (NEW."signatory") OR OLD."signatory_post" IS DISTINCT FROM (NEW."signatory_post") OR OLD."body" IS DISTINCT FROM (NEW."body"))) OR OLD."state" = \'sent\')',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="e3ea0ca18a3210c7cd29ac7d15e012bf23142462",
                    operation="UPDATE",
                    pgid="pgtrigger_letter_text_locked_d9d4b",
                    table="pathfinders_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="letter_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"state\" = 'draft'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="1e5558538533f56c47c8e59d1956a718b26e1eeb",
                    operation="DELETE",
                    pgid="pgtrigger_letter_kept_b3b18",
                    table="pathfinders_letter",
                    when="BEFORE",
                ),
            ),
        ),
    ]
