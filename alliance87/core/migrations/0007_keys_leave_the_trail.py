"""Take the keys of personal links out of what requests left behind."""

from django.db import migrations

# As core.secret_addresses writes them from now on.
PATHS = r"^/(invitation|answer|action-points/link)/[^/]+"
TRAIL = f"""
    UPDATE pghistory_context
    SET metadata = jsonb_set(
        metadata,
        '{{path}}',
        to_jsonb(regexp_replace(metadata->>'path', '{PATHS}', '/\\1/…'))
    )
    WHERE metadata->>'path' ~ '{PATHS}'
"""
FORMS = f"UPDATE core_submission SET done_url = '' WHERE done_url ~ '{PATHS}'"


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_mail_files"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(TRAIL, migrations.RunSQL.noop),
        migrations.RunSQL(FORMS, migrations.RunSQL.noop),
    ]
